import { isIP } from 'node:net'
import { fileURLToPath } from 'node:url'
import ipaddr from 'ipaddr.js'
import * as v from 'valibot'
import { StartError } from './errors/start-error.ts'
import { isLoopback } from './loopback.ts'
import type { ListenerLimits } from './mail/listener.ts'
import { parseSmtpUrl, type SmtpOptions } from './mail/smtp-url.ts'
import type { Retry } from './use-cases/send-mail.ts'
import { oneOf } from './workspaces/one-of.ts'

/** What the process was told, checked. */
export interface Config {
  host: string
  port: number
  /** 0 starts no mock. */
  mockPort: number
  databaseUrl: string
  /** The most connections to a database on the network. */
  databasePool: number
  /** Undefined: mail is captured instead of sent. */
  smtp: SmtpOptions | undefined
  /** Base of the addresses of downloads; undefined for the address that the server listens on. */
  publicUrl: string | undefined
  /** Whether what only development needs is on. */
  control: boolean
  /** Opens that to callers from elsewhere. */
  adminToken: string | undefined
  /** When mail that was put off is tried again. */
  smtpRetry: Retry
  /** Where mail comes in; undefined: nowhere. */
  smtpListen: SmtpListen | undefined
  /** The proxies whose `X-Forwarded-For` is believed; undefined for none. */
  trustProxy: readonly string[] | undefined
  /** The most connections that are open at once. */
  maxConnections: number
  /** The most connections of one address, and the most of its requests under way. */
  maxPerAddress: number
  /** The pages that may call; undefined when nobody said. */
  corsOrigins: readonly string[] | undefined
  /** Path of the workspace file. */
  workspace: string
  /** How long it tells that it stops before it does, in milliseconds. */
  drainDelay: number
  logLevel: v.InferOutput<typeof logLevel>
  /** Whether every answer is checked against the contract before it leaves: always, but in production. */
  validateResponses: boolean
}

/** Whether only this machine can call: the server listens on loopback, and no proxy brings others there. */
export const isLocal = ({ host, trustProxy }: Pick<Config, 'host' | 'trustProxy'>): boolean =>
  isLoopback(host) && trustProxy === undefined

/** Where mail comes in, with the limits that differ from the usual ones. */
export interface SmtpListen extends Partial<ListenerLimits> {
  host: string
  port: number
}

/** What Express calls them by name. */
const networks = ['loopback', 'linklocal', 'uniquelocal']

/** A number without a fraction, as text. */
const wholeNumber = (least: number, most: number) => {
  const message = `must be a number from ${least} to ${most}`
  return v.pipe(
    v.string(),
    v.transform(Number),
    v.check(given => Number.isInteger(given) && given >= least && given <= most, message),
  )
}
const text = v.pipe(v.string(), v.minLength(1))
const port = wholeNumber(0, 65535)
const logLevel = oneOf(['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'])

const environment = v.object({
  HOST: v.optional(text, '127.0.0.1'),
  PORT: v.optional(port, '3000'),
  MOCK_PORT: v.optional(port, '4010'),
  DATABASE_URL: v.optional(text, 'sqlite:data/conversations.db'),
  DATABASE_POOL: v.optional(wholeNumber(2, 1000), '10'),
  SMTP_URL: v.optional(text),
  PUBLIC_URL: v.optional(v.pipe(v.string(), v.trim(), v.check(isHttpUrl, 'must be an http or https URL'))),
  SMTP_LISTEN: v.optional(
    v.pipe(
      v.string(),
      v.regex(/^(?:[a-z0-9_.-]+|\[[0-9a-f:.]+\]):\d{1,5}$/i, 'must be host:port, such as 127.0.0.1:2525'),
      v.transform(given => ({
        host: given.slice(0, given.lastIndexOf(':')).replace(/^\[(.*)\]$/, '$1'),
        port: Number(given.slice(given.lastIndexOf(':') + 1)),
      })),
      v.check(given => given.port <= 65535, 'has a port above 65535'),
    ),
  ),
  // RFC 5321 section 4.5.4.1 says 4 to 5 days.
  SMTP_RETRY_WINDOW: v.optional(wholeNumber(0, 31_536_000), '432000'),
  SMTP_RETRY_AFTER: v.optional(
    v.pipe(
      v.string(),
      v.regex(
        /^[1-9]\d{0,5}(,[1-9]\d{0,5}){0,99}$/,
        'must be seconds with commas between, such as 30,60,300',
      ),
    ),
    '30,60,300,900,1800,3600',
  ),
  WORKSPACE: v.optional(text, fileURLToPath(new URL('workspaces/demo.yaml', import.meta.url))),
  CORS_ORIGINS: v.optional(
    v.pipe(
      v.string(),
      v.transform(given => given.split(',').map(origin => origin.trim().replace(/\/$/, ''))),
      v.everyItem(isOrigin, 'must be origins with commas between, such as https://app.example'),
    ),
  ),
  TRUST_PROXY: v.optional(
    v.pipe(
      v.string(),
      v.transform(given => given.split(',').map(one => one.trim())),
      v.everyItem(
        isNetwork,
        `must be addresses or networks with commas between, such as 10.0.0.0/8, or ${networks.join(', ')}`,
      ),
    ),
  ),
  MAX_CONNECTIONS: v.optional(wholeNumber(1, 1_000_000), '10000'),
  MAX_PER_ADDRESS: v.optional(wholeNumber(1, 1_000_000), '1000'),
  CONTROL: v.optional(v.picklist(['on', 'off'], 'must be on or off')),
  ADMIN_TOKEN: v.optional(text),
  DRAIN_DELAY: v.optional(wholeNumber(0, 3600), '0'),
  LOG_LEVEL: v.optional(logLevel, 'info'),
  NODE_ENV: v.optional(v.string()),
})

/**
 * Reads the environment; the only place that does.
 *
 * @throws StartError naming every variable that is wrong
 */
export function readConfig(variables: NodeJS.ProcessEnv = process.env): Config {
  const given = Object.fromEntries(Object.entries(variables).filter(([, value]) => value !== ''))
  const parsed = v.safeParse(environment, given)
  if (!parsed.success) {
    throw new StartError(parsed.issues.map(issue => `${v.getDotPath(issue)}: ${issue.message}`).join('; '))
  }
  const env = parsed.output
  return {
    host: env.HOST,
    port: env.PORT,
    mockPort: env.MOCK_PORT,
    databaseUrl: env.DATABASE_URL,
    databasePool: env.DATABASE_POOL,
    smtp: env.SMTP_URL === undefined ? undefined : readSmtpUrl(env.SMTP_URL),
    publicUrl: env.PUBLIC_URL?.replace(/(?<!\/)\/+$/, ''),
    trustProxy: env.TRUST_PROXY,
    maxConnections: env.MAX_CONNECTIONS,
    maxPerAddress: env.MAX_PER_ADDRESS,
    control: readControl(env),
    adminToken: env.ADMIN_TOKEN,
    smtpRetry: {
      window: env.SMTP_RETRY_WINDOW * 1000,
      after: env.SMTP_RETRY_AFTER.split(',').map(seconds => Number(seconds) * 1000),
    },
    smtpListen: env.SMTP_LISTEN,
    corsOrigins: env.CORS_ORIGINS,
    workspace: env.WORKSPACE,
    drainDelay: env.DRAIN_DELAY * 1000,
    logLevel: env.LOG_LEVEL,
    validateResponses: env.NODE_ENV !== 'production',
  }
}

/** Whoever reaches the server could use it, so it is on for this machine alone, or with a token. */
function readControl(env: v.InferOutput<typeof environment>): boolean {
  const isOwn = isLocal({ host: env.HOST, trustProxy: env.TRUST_PROXY })
  if (env.CONTROL === undefined) return isOwn
  if (env.CONTROL === 'on' && !isOwn && env.ADMIN_TOKEN === undefined) {
    throw new StartError(
      'CONTROL: on needs an ADMIN_TOKEN when HOST is no loopback address, such as 127.0.0.1, or behind a proxy',
    )
  }
  return env.CONTROL === 'on'
}

function readSmtpUrl(url: string): SmtpOptions {
  const parsed = parseSmtpUrl(url)
  if (!parsed.ok) throw new StartError(`SMTP_URL: ${parsed.reason}`)
  return parsed.options
}

/** Puts what the command line says in front of the environment, for this process and those that it starts. */
export function overrideEnvironment(variables: Record<string, string | undefined>): void {
  for (const [name, value] of Object.entries(variables)) if (value !== undefined) process.env[name] = value
}

/** Where to send, and with which key, when the command line does not say: `ATENDER_URL`, `ATENDER_API_KEY`, … */
export const readTarget = (
  api: 'atender' | 'fernand',
): { url: string | undefined; key: string | undefined } => {
  const name = api.toUpperCase()
  return { url: process.env[`${name}_URL`], key: process.env[`${name}_API_KEY`] }
}

/** Whether `npm start` or `npm run` started this process: then a shell stands between npm and it. */
export const startedByNpm = (): boolean => process.env.npm_lifecycle_event !== undefined

/** Whether it is the whole address of an HTTP server: `URL` alone takes `http:x` for one too. */
function isHttpUrl(text: string): boolean {
  return /^https?:\/\//i.test(text) && URL.canParse(text)
}

/** Whether Express knows it as a setting of "trust proxy" (expressjs.com, "Express behind proxies"). */
function isNetwork(text: string): boolean {
  const [address = ''] = text.split('/')
  return networks.includes(text) || isIP(text) !== 0 || (isIP(address) !== 0 && ipaddr.isValidCIDR(text))
}

/** Whether it is what a browser sends as `Origin` (RFC 6454 section 7). */
function isOrigin(text: string): boolean {
  return isHttpUrl(text) && new URL(text).origin === text
}
