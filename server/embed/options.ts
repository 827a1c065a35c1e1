import { type Config, readConfig } from '../config.ts'

/** What a server inside a program can be told. */
export interface SharedOptions {
  /** `:memory:`, a file of SQLite, or `postgres://…`; in memory unless told otherwise. */
  database?: string
  /** The workspace file: tenants, keys, tags, channels; the demo workspace unless told otherwise. */
  workspace?: string
  /** Sends mail for real (`smtp://…`); without it, mail goes into the mailbox. */
  smtpUrl?: string
  /** Base of the addresses of downloads. */
  publicUrl?: string
  /** Whether webhooks may go to this machine. */
  control?: boolean
  logLevel?: 'fatal' | 'error' | 'warn' | 'info' | 'debug' | 'trace' | 'silent'
}

/** The first demo key of each API, and every one with its scopes; there are none on another host than loopback. */
export interface EmbeddedKeys {
  atender: `sa_test_${string}`
  fernand: `sk_${string}`
  all: EmbeddedKey[]
}

interface EmbeddedKey {
  api: string
  key: string
  scopes: string[]
}

/** The options in the words of the environment, so that one place checks them. */
export function configOf(options: SharedOptions & { host?: string; port?: number }): Config {
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
  return readConfig(
    Object.fromEntries(Object.entries(given).flatMap(([name, value]) => (value ? [[name, value]] : []))),
  )
}

export function keysOf(all: EmbeddedKey[]): EmbeddedKeys {
  const keyOf = (name: string) => all.find(({ api }) => api === name)?.key ?? ''
  return {
    // The workspace's rules give test tenants' keys these prefixes.
    atender: keyOf('atender') as `sa_test_${string}`,
    fernand: keyOf('fernand') as `sk_${string}`,
    all,
  }
}
