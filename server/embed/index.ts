/** `conversation-contracts/server`: the reference server inside a program, as a test suite wants it. */
import { pino } from 'pino'
import { type Control, createControl, createTenant, type Tenant } from '../../client/control.ts'
import { startServer as start } from '../process/start.ts'
import { createMailbox, type Mailbox } from './mailbox.ts'
import { configOf, type EmbeddedKeys, keysOf, type SharedOptions } from './options.ts'

export { StartError } from '../errors/start-error.ts'
export type { CapturedMail, Mailbox } from './mailbox.ts'
export { createReference, type EmbeddedReference, type ReferenceOptions } from './reference.ts'

export interface ServerOptions extends SharedOptions {
  /** A free one unless told otherwise. */
  port?: number
  host?: string
}

export interface EmbeddedServer extends Omit<Control, 'mailbox'> {
  /** Where it listens: `http://127.0.0.1:49152`. */
  url: string
  keys: EmbeddedKeys
  /** What would have been sent; nothing comes here with `smtpUrl`. */
  mailbox: Mailbox
  /** A private copy of the demo tenant; another one with each name, and without one. */
  copy(name?: string): Tenant
  /** Finishes what runs and forgets a database in memory; may be called again. */
  stop(): Promise<void>
  /** The same, at the end of a block: `await using server = await startServer()`. */
  [Symbol.asyncDispose](): Promise<void>
}

/**
 * Starts a reference server of its own: its own port, database, keys and mailbox; any number of them in one process.
 * Reads nothing from the environment.
 *
 * @returns once requests can be served
 * @throws StartError with one clear line when the options do not allow it
 */
export async function startServer(options: ServerOptions = {}): Promise<EmbeddedServer> {
  const { mailbox, capture } = createMailbox()
  const config = configOf(options)
  const server = await start(config, pino({ level: config.logLevel }), { captured: capture })
  let stopped: Promise<void> | undefined
  const stop = () => {
    stopped ??= server.stop()
    return stopped
  }
  const { url } = server
  return {
    ...createControl({ baseUrl: url }),
    copy: name => createTenant({ baseUrl: url }, name),
    ...{ url, keys: keysOf(server.demoKeys), mailbox, stop, [Symbol.asyncDispose]: stop },
  }
}
