import { once } from 'node:events'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { Logger } from 'pino'
import { createApp } from './app.ts'
import { systemClock } from './clock.ts'
import { type Config, isLoopback } from './config.ts'
import type { Context } from './context.ts'
import { serverFaces } from './faces.ts'
import { systemIds } from './ids.ts'
import { createSqliteJobs } from './jobs/sqlite/jobs.ts'
import { createCaptureTransport, createSmtpTransport } from './mail/transport.ts'
import { sendMail } from './messages/send.ts'
import { StartError } from './start-error.ts'
import { openStore } from './store/open.ts'
import { applyWorkspace } from './workspaces/apply.ts'
import { readWorkspace } from './workspaces/read.ts'

export interface RunningServer {
  /** Where it listens: `http://127.0.0.1:3000`. */
  url: string
  /** Stops accepting, finishes what runs, closes the database. */
  stop(): Promise<void>
}

/** How long requests and jobs that run may go on once the server is told to stop, in milliseconds. */
const DRAIN = 8_000

/**
 * Starts the reference server.
 *
 * @throws StartError with one clear line when the workspace, the database or the port does not allow it
 */
export async function startServer(config: Config, logger: Logger): Promise<RunningServer> {
  const workspace = readWorkspace(config.workspace)
  const store = await openStore(config.databaseUrl)
  try {
    await applyWorkspace(store, workspace, isLoopback(config.host))
    const clock = systemClock
    const ids = systemIds
    const context: Context = {
      store,
      clock,
      ids,
      logger,
      jobs: createSqliteJobs({ store, clock, ids, logger }),
      mail: config.smtp ? createSmtpTransport(config.smtp) : createCaptureTransport(),
    }
    const app = createApp({
      faces: serverFaces(context),
      clock,
      ids,
      logger,
      validateResponses: config.validateResponses,
    })
    const server = createServer(app)
    const url = await listen(server, config.host, config.port, 'PORT')
    context.jobs.start({ sendMail: job => sendMail(context, job) })
    return {
      url,
      async stop() {
        await Promise.all([drain(server), Promise.race([context.jobs.stop(), timeout(DRAIN)])])
        await context.mail.close()
        await store.close()
      },
    }
  } catch (error) {
    await store.close()
    throw error
  }
}

/**
 * Opens the port.
 *
 * @param variable the environment variable to name when it cannot be opened
 * @returns the address to call
 * @throws StartError
 */
export async function listen(server: Server, host: string, port: number, variable: string): Promise<string> {
  server.listen(port, host)
  try {
    await once(server, 'listening')
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? error.code : error
    const reason = code === 'EADDRINUSE' ? 'the port is taken' : `cannot listen there (${code})`
    throw new StartError(`${variable}: ${host}:${port}: ${reason}`)
  }
  const { port: opened } = server.address() as AddressInfo // a TCP server that listens has one
  return `http://${host.includes(':') ? `[${host}]` : host}:${opened}`
}

/** Stops accepting and waits for what runs; connections that are still open after a while are cut. */
export async function drain(server: Server): Promise<void> {
  const closed = once(server, 'close')
  server.close()
  // A kept-alive connection becomes idle only when its answer has left.
  const idle = setInterval(() => server.closeIdleConnections(), 50)
  const cut = setTimeout(() => server.closeAllConnections(), DRAIN)
  await closed
  clearInterval(idle)
  clearTimeout(cut)
}

const timeout = (milliseconds: number) =>
  new Promise<void>(resolve => {
    setTimeout(resolve, milliseconds).unref()
  })
