/**
 * Runs a PostgreSQL from npm in a data folder of its own, as a process beside the tests: it stops the server and removes
 * the folder when told to, on a signal, and when the tests are gone however they ended.
 */
import { existsSync, readFileSync } from 'node:fs'
import { createServer } from 'node:net'
import { join } from 'node:path'
import { loadEmbeddedPostgres } from './embedded-postgres.ts'
import type { PostgresCommand, PostgresReport } from './postgres-server.ts'
import { temporaryFolder } from './process.ts'
import { removeLater } from './temporary.ts'

const folder = temporaryFolder()
const log: string[] = []
const options = {
  databaseDir: folder,
  user: 'postgres',
  password: 'test',
  port: await freePort(),
  persistent: true,
  createPostgresUser: process.getuid?.() === 0,
  initdbFlags: ['--encoding=UTF8', '--no-sync'],
  postgresFlags: [
    ...['-c', 'listen_addresses=127.0.0.1'],
    ...['-c', 'unix_socket_directories='],
    ...['-c', 'max_connections=300'],
    // What is lost with the machine is no test's concern; a server that is stopped loses nothing.
    ...['-c', 'fsync=off'],
    ...['-c', 'full_page_writes=off'],
    // Each test has a database of its own, and none of them lives long enough to need it.
    ...['-c', 'autovacuum=off'],
    ...['-c', 'jit=off'],
  ],
  onLog: (line: string) => log.push(line),
  onError: (error: unknown) => log.push(String(error)),
}
const EmbeddedPostgres = await loadEmbeddedPostgres()
const postgres = new EmbeddedPostgres(options)
const report = (report: PostgresReport) => process.send?.(report)

process.on('exit', () => removeLater(folder))
process.on('disconnect', async () => {
  const stopped = postgres.stop()
  // Nobody wants its data any more, which it would write to the disk first ("Immediate Shutdown" in its manual).
  const file = join(folder, 'postmaster.pid')
  if (existsSync(file)) process.kill(Number.parseInt(readFileSync(file, 'utf8'), 10), 'SIGQUIT')
  await stopped
  process.exit()
})
process.on('message', async (command: PostgresCommand) => {
  if (command === 'stop') await postgres.stop()
  else await postgres.start()
  report({ done: command })
})

try {
  await postgres.initialise()
  await postgres.start()
  report({ url: `postgres://postgres:test@127.0.0.1:${options.port}/postgres` })
} catch (error) {
  report({ error: [String(error), ...log.slice(-20)].join('\n') })
}

async function freePort(): Promise<number> {
  const probe = createServer()
  await new Promise<void>(resolve => probe.listen(0, '127.0.0.1', resolve))
  const address = probe.address()
  await new Promise(resolve => probe.close(resolve))
  return typeof address === 'object' && address ? address.port : 0
}
