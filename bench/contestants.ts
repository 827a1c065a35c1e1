/** Who takes part, and how each is started. */
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import project from '../package.json' with { type: 'json' }
import { startPostgres } from './postgres.ts'
import { type Command, root, type ServerProcess, startProcess } from './processes.ts'
import type { Workload } from './workloads.ts'

export interface Contestant {
  /** For `--only`. */
  name: string
  /** For the table. */
  title: string
  /** Answers the contract's examples, whatever it was sent. */
  answersExamples?: true
  /** May be missing on a machine. */
  optional?: true
  /** @throws Error with one line that tells why it cannot take part */
  start(): Promise<Running>
}

export interface Running {
  process(api: Workload['api']): ServerProcess
  /** Others that share the load with it. */
  others?: readonly ServerProcess[]
  /** Brings about what holds at the beginning of each turn. */
  prepare?(): Promise<void>
  stop(): Promise<void>
}

/** In such an order that those whose ratio has a target take their turns one after the other. */
export const contestants: Contestant[] = [
  {
    name: 'bare-ajv',
    title: 'bare node:http + Ajv',
    start: () => single(echo('bare-ajv')),
  },
  {
    name: 'express-echo',
    title: 'Express echo',
    start: () => single(echo('express-echo')),
  },
  {
    name: 'memory',
    title: 'our server, SQLite in memory',
    start: () => single(server('sqlite::memory:')),
  },
  {
    name: 'two-on-postgres',
    title: 'two of our servers, PostgreSQL',
    optional: true,
    start: () => startOnPostgres(2),
  },
  { name: 'postgres', title: 'our server, PostgreSQL', optional: true, start: () => startOnPostgres(1) },
  {
    name: 'validated-echo',
    title: 'Express + openapi-validator echo',
    start: () => single(echo('validated-echo')),
  },
  {
    name: 'control-off',
    title: 'our server, SQLite on disk, CONTROL=off',
    start: () => startOnDisk({ CONTROL: 'off' }),
  },
  { name: 'sqlite', title: 'our server, SQLite on disk', start: () => startOnDisk() },
  { name: 'prism-cli', title: 'Prism CLI', answersExamples: true, start: startPrism },
  {
    name: 'mock',
    title: 'our mock',
    answersExamples: true,
    start: () =>
      single({
        args: () => ['mock/main.js'],
        env: port => ({ MOCK_PORT: String(port) }),
        ready: { path: '/healthz', status: 200 },
      }),
  },
]

const echo = (name: string): Command => ({
  args: () => [`bench/contestants/${name}.ts`],
  ready: { path: '/v1/conversations?externalReference=ready', status: 200 },
})

/** What `npm start` runs, without the mock beside it. */
export const server = (databaseUrl: string, more: Record<string, string> = {}): Command => ({
  args: () => project.scripts.start.split(' ').slice(1),
  env: () => ({ MOCK_PORT: '0', DATABASE_URL: databaseUrl, ...more }),
  ready: { path: '/healthz', status: 200 },
})

async function single(command: Command): Promise<Running> {
  const process = await startProcess(command)
  return { process: () => process, stop: () => process.stop() }
}

/**
 * Prism as its users start it: `prism mock --port PORT DOCUMENT`, with the log that it writes by default. NODE_ENV is
 * not set, as on their machines: in production it would fork its server, which fails on Node 26. It serves one
 * document, so there is one process for each API.
 */
async function startPrism(): Promise<Running> {
  const cli = fileURLToPath(import.meta.resolve('@stoplight/prism-cli'))
  const start = (api: Workload['api']) =>
    startProcess({
      args: port => [cli, 'mock', '--port', String(port), `generated/${api}/openapi.json`],
      env: () => ({ NODE_ENV: '' }),
      ready: { path: '/' },
    })
  const [atender, fernand] = await Promise.all([start('atender'), start('fernand')])
  return {
    process: api => (api === 'atender' ? atender : fernand),
    async stop() {
      await Promise.all([atender.stop(), fernand.stop()])
    },
  }
}

async function startOnDisk(more: Record<string, string> = {}): Promise<Running> {
  const folder = temporaryFolder()
  const running = await single(server(`sqlite:${join(folder.path, 'bench.db')}`, more))
  return {
    ...running,
    async stop() {
      await running.stop()
      folder.remove()
    },
  }
}

async function startOnPostgres(count: 1 | 2): Promise<Running> {
  const postgres = await startPostgres()
  const processes: ServerProcess[] = []
  const stop = async () => {
    await Promise.all(processes.map(process => process.stop()))
    await postgres.stop()
  }
  try {
    const process = await startProcess(server(postgres.url))
    processes.push(process)
    while (processes.length < count) processes.push(await startProcess(server(postgres.url)))
    return { process: () => process, others: processes.slice(1), stop }
  } catch (error) {
    await stop()
    throw error
  }
}

/** A folder beside the default database, so on the same disk: the system's temporary one may be memory. */
export function temporaryFolder(): { path: string; remove(): void } {
  const data = join(root, 'data')
  mkdirSync(data, { recursive: true })
  const path = mkdtempSync(join(data, 'bench-'))
  const remove = () => rmSync(path, { recursive: true, force: true })
  process.once('exit', remove)
  return { path, remove }
}
