import { isIPv6 } from 'node:net'

/** Times in milliseconds. */
export interface SmtpOptions {
  host: string
  port: number
  /** TLS from the first byte; otherwise STARTTLS is used whenever the server offers it. */
  secure: boolean
  auth?: { user: string; pass: string }
  /** What we call ourselves in EHLO. */
  name?: string
  requireTLS?: boolean
  ignoreTLS?: boolean
  rejectUnauthorized?: boolean
  maxConnections?: number
  connectionTimeout?: number
  greetingTimeout?: number
  socketTimeout?: number
}

const USAGE = 'smtp[s]://[user:password@]host[:port], with special characters percent-encoded'

const SWITCHES: Record<string, 'requireTLS' | 'ignoreTLS' | 'rejectUnauthorized'> = {
  requireTLS: 'requireTLS',
  ignoreTLS: 'ignoreTLS',
  'tls.rejectUnauthorized': 'rejectUnauthorized',
}
const NUMBERS = {
  maxConnections: 100,
  connectionTimeout: 600_000,
  greetingTimeout: 600_000,
  socketTimeout: 3_600_000,
}

/**
 * Reads `SMTP_URL`: `smtp://` (port 587, STARTTLS when offered) or `smtps://` (port 465, TLS from the start).
 *
 * Options go into the query: `requireTLS`, `ignoreTLS`, `tls.rejectUnauthorized` (true or false), `name`,
 * `maxConnections` (default 5), `connectionTimeout`, `greetingTimeout`, `socketTimeout` (milliseconds).
 * A certificate that cannot be verified is refused unless `tls.rejectUnauthorized=false`.
 *
 * @returns the options, or a reason that fits behind "SMTP_URL: " and quotes nothing of the URL
 */
export function parseSmtpUrl(
  url: string,
): { ok: true; options: SmtpOptions } | { ok: false; reason: string } {
  const bad = (reason: string) => ({ ok: false as const, reason })
  const parsed = URL.parse(url)
  if (parsed === null) return bad(`must be ${USAGE}`)
  if (!/^smtps?:$/.test(parsed.protocol)) return bad('must begin with smtp:// or smtps://')
  const secure = parsed.protocol === 'smtps:'
  const host = parsed.hostname.replace(/^\[(.*)\]$/, '$1')
  if (!isIPv6(host) && !/^[a-z0-9_](?:[a-z0-9_.-]*[a-z0-9_])?$/i.test(host))
    return bad(`names no host; must be ${USAGE}`)
  if (!/^\/?$/.test(parsed.pathname) || parsed.hash !== '') return bad(`has a path; must be ${USAGE}`)
  if (parsed.port === '0') return bad('has port 0')
  const options: SmtpOptions = { host, port: Number(parsed.port || (secure ? 465 : 587)), secure }
  if (parsed.username !== '' || parsed.password !== '') {
    const user = percentDecode(parsed.username)
    const pass = percentDecode(parsed.password)
    if (user === null || pass === null) return bad('has a % in user or password that is not percent-encoding')
    if (user === '' || pass === '') return bad('needs both a user and a password, or neither')
    options.auth = { user, pass }
  }
  for (const [key, value] of parsed.searchParams) {
    const reason = readOption(options, key, value)
    if (reason !== null) return bad(reason)
  }
  if (options.requireTLS && options.ignoreTLS) return bad('cannot both require and ignore TLS')
  return { ok: true, options }
}

function readOption(options: SmtpOptions, key: string, value: string): string | null {
  const flag = SWITCHES[key]
  if (flag !== undefined) {
    if (value !== 'true' && value !== 'false') return `${key} must be true or false`
    options[flag] = value === 'true'
  } else if (Object.hasOwn(NUMBERS, key)) {
    const number = key as keyof typeof NUMBERS // just checked
    if (!/^[1-9]\d{0,8}$/.test(value) || Number(value) > NUMBERS[number]) {
      return `${key} must be a whole number from 1 to ${NUMBERS[number]}`
    }
    options[number] = Number(value)
  } else if (key === 'name') {
    if (!/^[a-z0-9.:[\]-]{1,255}$/i.test(value)) return 'name must be a host name'
    options.name = value
  } else
    return `has an unknown option; known are ${[...Object.keys(SWITCHES), ...Object.keys(NUMBERS), 'name'].join(', ')}`
  return null
}

function percentDecode(text: string): string | null {
  try {
    return decodeURIComponent(text)
  } catch {
    return null
  }
}
