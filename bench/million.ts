/** The server with a million conversations stored, beside itself with ten thousand. */
import { createReadStream } from 'node:fs'
import { join } from 'node:path'
import { server, temporaryFolder } from './contestants.ts'
import { fill } from './fill.ts'
import { fillPostgres } from './fill-postgres.ts'
import { check, enter, leave, type Player } from './players.ts'
import { startPostgres } from './postgres.ts'
import { startProcess } from './processes.ts'
import type { Progress } from './progress.ts'
import { type Plan, play } from './rounds.ts'
import type { Stock } from './workloads.ts'

const SIZES = [
  { name: 'few', title: 'our server, 10,000 stored', count: 10_000 },
  { name: 'million', title: 'our server, 1,000,000 stored', count: 1_000_000 },
]

/**
 * Brings the file into the system's cache: the server is compared with itself, not memory with a disk. Some machines
 * take most of a gigabyte out of the cache within a minute.
 */
async function readThrough(path: string): Promise<void> {
  for await (const _ of createReadStream(path, { highWaterMark: 2 ** 20 }));
}

/** A filled database, to start a server on. */
interface Filled {
  url: string
  stock: Stock
  prepare?(): Promise<void>
  remove(): Promise<void> | void
}

async function filled(
  engine: 'sqlite' | 'postgres',
  count: number,
  run: string,
  progress: Progress,
): Promise<Filled> {
  if (engine === 'postgres') {
    const { url, stop } = await startPostgres()
    return { url, stock: await fillPostgres(url, count, run, progress), remove: stop }
  }
  const folder = temporaryFolder()
  const path = join(folder.path, 'filled.db')
  const stock = await fill(path, count, run, progress)
  return { url: `sqlite:${path}`, stock, prepare: () => readThrough(path), remove: folder.remove }
}

/** Fills both databases, and lets them take turns. */
export async function playMillion(
  engine: 'sqlite' | 'postgres',
  plan: Plan,
  run: string,
  progress: Progress,
): Promise<Player[]> {
  const databases: Filled[] = []
  let players: Player[] = []
  try {
    for (const { count } of SIZES) databases.push(await filled(engine, count, run, progress))
    players = await enter(
      databases.map(({ url, prepare }, index) => ({
        name: SIZES[index]?.name ?? '',
        title: `${SIZES[index]?.title}, ${engine}`,
        async start() {
          const process = await startProcess(server(url))
          return { process: () => process, ...(prepare ? { prepare } : {}), stop: () => process.stop() }
        },
      })),
      run,
      progress,
    )
    for (const [index, player] of players.entries()) Object.assign(player.stock, databases[index]?.stock)
    await check(players, plan.workloads)
    await play(players, plan, progress)
    return players
  } finally {
    await leave(players)
    for (const { remove } of databases) await remove()
  }
}
