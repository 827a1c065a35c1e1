/** `conversation-contracts/server`: the reference server inside a program, as a test suite wants it. */
import { pino } from 'pino'
import { readConfig } from '../config.ts'
import { startServer as start } from '../process/start.ts'
import { createMailbox, type Mailbox } from './mailbox.ts'

export { StartError } from '../errors/start-error.ts'
export type { CapturedMail, Mailbox } from './mailbox.ts'

export interface ServerOptions {
  /** `:memory:`, a file of SQLite, or `postgres://…`; in memory unless told otherwise. */
  database?: string
  /** A free one unless told otherwise. */
  port?: number
  host?: string
  /** The workspace file: tenants, keys, tags, channels; the demo workspace unless told otherwise. */
  workspace?: string
  /** Sends mail for real (`smtp://…`); without it, mail goes into the mailbox. */
  smtpUrl?: string
  /** Base of the addresses of downloads, where it is not the address it listens on. */
  publicUrl?: string
  /** Whether webhooks may go to this machine. */
  control?: boolean
  logLevel?: 'fatal' | 'error' | 'warn' | 'info' | 'debug' | 'trace' | 'silent'
}

export interface EmbeddedServer {
  /** Where it listens: `http://127.0.0.1:49152`. */
  url: string
  /** The first demo key of each API, and every one with its scopes; there are none on another host than loopback. */
  keys: { atender: `sa_test_${string}`; fernand: `sk_${string}`; all: EmbeddedKey[] }
  /** What would have been sent; nothing comes here with `smtpUrl`. */
  mailbox: Mailbox
  /** Finishes what runs and forgets a database in memory; may be called again. */
  stop(): Promise<void>
  /** The same, at the end of a block: `await using server = await startServer()`. */
  [Symbol.asyncDispose](): Promise<void>
}

interface EmbeddedKey {
  api: string
  key: string
  scopes: string[]
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
  const config = readConfig(variablesOf(options))
  const server = await start(config, pino({ level: config.logLevel }), { captured: capture })
  let stopped: Promise<void> | undefined
  const stop = () => {
    stopped ??= server.stop()
    return stopped
  }
  const all = server.demoKeys
  const keyOf = (name: string) => all.find(({ api }) => api === name)?.key ?? ''
  return {
    url: server.url,
    // The workspace's rules give test tenants' keys these prefixes.
    keys: {
      atender: keyOf('atender') as `sa_test_${string}`,
      fernand: keyOf('fernand') as `sk_${string}`,
      all,
    },
    mailbox,
    stop,
    [Symbol.asyncDispose]: stop,
  }
}

/** In the words of the environment, so that one place checks them. */
function variablesOf(options: ServerOptions): Record<string, string> {
  const { database = ':memory:', port = 0, host, workspace, smtpUrl, publicUrl, control, logLevel } = options
  const given = {
    PORT: String(port),
    DATABASE_URL: /^(postgres(ql)?|sqlite):/.test(database) ? database : `sqlite:${database}`,
    HOST: host,
    WORKSPACE: workspace,
    SMTP_URL: smtpUrl,
    PUBLIC_URL: publicUrl,
    CONTROL: control === undefined ? undefined : control ? 'on' : 'off',
    LOG_LEVEL: logLevel ?? 'silent',
  }
  return Object.fromEntries(Object.entries(given).flatMap(([name, value]) => (value ? [[name, value]] : [])))
}
