/** The server with a million conversations stored, beside itself with ten thousand. */
import { createReadStream } from 'node:fs'
import { join } from 'node:path'
import { server, temporaryFolder } from './contestants.ts'
import { fill } from './fill.ts'
import { check, enter, leave, type Player } from './players.ts'
import { startProcess } from './processes.ts'
import type { Progress } from './progress.ts'
import { type Plan, play } from './rounds.ts'

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

/** Fills both databases, and lets them take turns. */
export async function playMillion(plan: Plan, run: string, progress: Progress): Promise<Player[]> {
  const folder = temporaryFolder()
  let players: Player[] = []
  try {
    const filled = []
    for (const { name, title, count } of SIZES) {
      const path = join(folder.path, `${name}.db`)
      filled.push({ name, title, path, stock: await fill(path, count, run, progress) })
    }
    players = await enter(
      filled.map(({ name, title, path }) => ({
        name,
        title,
        async start() {
          const process = await startProcess(server(`sqlite:${path}`))
          return { process: () => process, prepare: () => readThrough(path), stop: () => process.stop() }
        },
      })),
      run,
      progress,
    )
    for (const [index, player] of players.entries()) Object.assign(player.stock, filled[index]?.stock)
    await check(players, plan.workloads)
    await play(players, plan, progress)
    return players
  } finally {
    await leave(players)
    folder.remove()
  }
}
