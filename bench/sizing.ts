/** What a request costs in all: processor time of the server and of the database, bytes of its log and bytes kept. */
import { readdirSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import pg from 'pg'
import { server, temporaryFolder } from './contestants.ts'
import { put } from './load.ts'
import { startPostgres } from './postgres.ts'
import { type ServerProcess, startProcess } from './processes.ts'
import type { Progress } from './progress.ts'
import { number, table } from './table.ts'
import { newStock, type WorkloadName, workloads } from './workloads.ts'

/** Requests of each kind, after as many that do not count. */
const REQUESTS = { create: 20_000, fetch: 20_000, compose: 4_000 } as const
const CONNECTIONS = 32

interface Measuring {
  process: ServerProcess
  /** Processor time of the database, in milliseconds; 0 where it is part of the server. */
  databaseTime(): number
  /** Bytes written to the log, and bytes of the database, since it was made. */
  bytes(): Promise<{ log: number | undefined; kept: number }>
  stop(): Promise<void>
}

/** @returns a table: of each kind of request, what one costs */
export async function measureSizing(run: string, progress: Progress): Promise<string> {
  const rows: string[][] = []
  for (const [title, start] of [
    ['SQLite', startOnSqlite],
    ['PostgreSQL', startOnPostgres],
  ] as const) {
    const measuring = await start()
    try {
      const stock = newStock(run)
      for (const name of ['create', 'fetch', 'compose'] as const) {
        progress(`sizing: ${name}, ${title}`)
        rows.push([`${workloads[name].title}, ${title}`, ...(await measure(measuring, name, stock))])
      }
    } finally {
      await measuring.stop()
    }
  }
  return table(
    ['one request', 'req/s', 'server µs', 'database µs', 'log bytes', 'kept bytes', 'RSS MB'],
    rows,
  )
}

async function measure(
  { process, databaseTime, bytes }: Measuring,
  name: WorkloadName & keyof typeof REQUESTS,
  stock: ReturnType<typeof newStock>,
): Promise<string[]> {
  const load = () =>
    put({
      url: process.url,
      connections: CONNECTIONS,
      requests: () => workloads[name].requests(stock),
      status: workloads[name].status,
      until: { requests: REQUESTS[name] },
    })
  await load()
  const [before, ownBefore, otherBefore] = [await bytes(), process.cpuTime() ?? Number.NaN, databaseTime()]
  const { rate, failure } = await load()
  if (failure) throw new Error(`${name}: ${failure}`)
  const [own, other, after] = [process.cpuTime() ?? Number.NaN, databaseTime(), await bytes()]
  const each = (difference: number) => number(difference / REQUESTS[name])
  return [
    number(rate),
    each((own - ownBefore) * 1000),
    each((other - otherBefore) * 1000),
    after.log === undefined || before.log === undefined ? '' : each(after.log - before.log),
    each(after.kept - before.kept),
    number(process.peakMemory()),
  ]
}

async function startOnSqlite(): Promise<Measuring> {
  const folder = temporaryFolder()
  const path = join(folder.path, 'sizing.db')
  const process = await startProcess(server(`sqlite:${path}`))
  return {
    process,
    databaseTime: () => 0,
    // What is still in the WAL is in the file later.
    bytes: async () => ({ log: undefined, kept: statSync(path).size }),
    async stop() {
      await process.stop()
      folder.remove()
    },
  }
}

async function startOnPostgres(): Promise<Measuring> {
  const postgres = await startPostgres()
  const process = await startProcess(server(postgres.url))
  const client = new pg.Client({ connectionString: postgres.url })
  await client.connect()
  return {
    process,
    databaseTime: postgresTime,
    async bytes() {
      const { rows } = await client.query<{ log: string; kept: string }>(
        `select pg_wal_lsn_diff(pg_current_wal_lsn(), '0/0') as log, pg_database_size(current_database()) as kept`,
      )
      return { log: Number(rows[0]?.log), kept: Number(rows[0]?.kept) }
    },
    async stop() {
      await client.end()
      await process.stop()
      await postgres.stop()
    },
  }
}

/** Of all processes named postgres that run now (proc(5)), in milliseconds; NaN where the system does not tell. */
function postgresTime(): number {
  try {
    return readdirSync('/proc')
      .filter(name => /^\d+$/.test(name))
      .reduce((sum, pid) => sum + timeOf(pid), 0)
  } catch {
    return Number.NaN
  }
}

function timeOf(pid: string): number {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8')
    if (!stat.includes('(postgres)')) return 0
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ')
    return (Number(fields[11]) + Number(fields[12])) * 10
  } catch {
    return 0 // It has ended meanwhile.
  }
}
