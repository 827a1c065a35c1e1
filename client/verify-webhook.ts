import { eventNames } from '../generated/atender/facts.ts'
import type { webhooks } from '../generated/atender/types.ts'

/** Every event that Atender delivers; `event` tells them apart. */
export type AtenderEvent = {
  [Name in keyof webhooks]: Told<webhooks[Name]['post']['requestBody']['content']['application/json']>
}[keyof webhooks]

/** The envelope leaves `data` open to every name; each event says which there are. */
type Told<Event> = { [Member in keyof Event]: Member extends 'data' ? Named<Event[Member]> : Event[Member] }
type Named<Data> = { [Name in keyof Data as string extends Name ? never : Name]: Data[Name] }

/** Headers as a `Request` has them, or as Node.js frameworks do. */
export type WebhookHeaders = Headers | Record<string, string | readonly string[] | undefined>

export interface VerifyOptions {
  /** How far the delivery's clock and ours may be apart, in seconds: 300, as Standard Webhooks says. */
  toleranceSeconds?: number
  /** Milliseconds since 1970; the platform's clock. */
  now?: () => number
}

export type VerifiedWebhook =
  /** `id` is the same at every attempt of a delivery: keep it, and drop what comes a second time. */
  | { ok: true; data: AtenderEvent; id: string; sentAt: Date }
  | {
      ok: false
      /**
       * `unsigned`: a header is missing or is none; `stale`: too old, or from the future; `forged`: no signature fits;
       * `unknown-event`: genuine, and newer than this package: answer 2xx.
       */
      kind: 'unsigned' | 'stale' | 'forged' | 'malformed' | 'unknown-event'
      status: null
      error: Error
    }

/**
 * Says whether a delivery is genuine (Standard Webhooks 1.0), in constant time, and what it tells.
 *
 * @param rawBody the very bytes that came, before any parser
 * @param secrets `whsec_…`; several while they are rotated, one that fits is enough
 * @throws TypeError when a secret or the body is not what it has to be: a mistake in the program, not in the delivery
 */
export async function verifyWebhook(
  rawBody: string | ArrayBuffer | Uint8Array,
  headers: WebhookHeaders,
  secrets: string | readonly string[],
  { toleranceSeconds = 300, now = () => Date.now() }: VerifyOptions = {},
): Promise<VerifiedWebhook> {
  const body = toBytes(rawBody)
  const keys = await Promise.all([secrets].flat().map(toKey))
  if (keys.length === 0) throw new TypeError('there is no secret to verify with')
  const id = headerOf(headers, 'webhook-id')
  const timestamp = headerOf(headers, 'webhook-timestamp')
  const signatures = headerOf(headers, 'webhook-signature')
  if (!id || !signatures || !timestamp || !/^\d{1,12}$/.test(timestamp))
    return refused('unsigned', 'webhook-id, webhook-timestamp or webhook-signature is missing')

  const sentAt = Number(timestamp) * 1000
  if (Math.abs(now() - sentAt) > toleranceSeconds * 1000)
    return refused('stale', `sent at ${timestamp}, which is more than ${toleranceSeconds} seconds from now`)
  if (!(await isGenuine(keys, signatures, joined(`${id}.${timestamp}.`, body))))
    return refused('forged', 'no signature fits')

  let event: unknown
  try {
    event = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(body))
  } catch {
    return refused('malformed', 'the body is no JSON')
  }
  const name = (event as { event?: unknown } | null)?.event
  if (typeof name !== 'string') return refused('malformed', 'the body is no event')
  if (!eventNames.includes(name)) return refused('unknown-event', `${name} is no event of this version`)
  return { ok: true, data: event as AtenderEvent, id, sentAt: new Date(sentAt) } // its sender vouches for its shape
}

type Kind = Extract<VerifiedWebhook, { ok: false }>['kind']
const refused = (kind: Kind, reason: string): VerifiedWebhook => ({
  ok: false,
  kind,
  status: null,
  error: new Error(reason),
})

/** More than anybody rotates, so that nobody makes us compute for long. */
const MAX_SIGNATURES = 10

/** Tries every key on every signature; WebCrypto compares in constant time. */
async function isGenuine(
  keys: CryptoKey[],
  signatures: string,
  signed: Uint8Array<ArrayBuffer>,
): Promise<boolean> {
  let genuine = false
  for (const signature of signatures.split(' ').slice(0, MAX_SIGNATURES)) {
    const bytes = signature.startsWith('v1,') ? fromBase64(signature.slice(3)) : undefined
    if (!bytes) continue
    for (const key of keys) if (await crypto.subtle.verify('HMAC', key, bytes, signed)) genuine = true
  }
  return genuine
}

function toKey(secret: string): Promise<CryptoKey> {
  const bytes = typeof secret === 'string' && secret.startsWith('whsec_') ? fromBase64(secret.slice(6)) : null
  if (!bytes?.length) throw new TypeError('a webhook secret is whsec_ and base64')
  return crypto.subtle.importKey('raw', bytes, { name: 'HMAC', hash: 'SHA-256' }, false, ['verify'])
}

function toBytes(body: string | ArrayBuffer | Uint8Array): Uint8Array {
  if (typeof body === 'string') return new TextEncoder().encode(body)
  if (ArrayBuffer.isView(body)) return new Uint8Array(body.buffer, body.byteOffset, body.byteLength)
  if (Object.prototype.toString.call(body) === '[object ArrayBuffer]') return new Uint8Array(body) // of any realm
  throw new TypeError('verifyWebhook needs the raw body, as bytes or text, not what a parser made of it')
}

function joined(head: string, tail: Uint8Array): Uint8Array<ArrayBuffer> {
  const first = new TextEncoder().encode(head)
  const whole = new Uint8Array(first.length + tail.length)
  whole.set(first)
  whole.set(tail, first.length)
  return whole
}

function fromBase64(text: string): Uint8Array<ArrayBuffer> | undefined {
  try {
    return Uint8Array.from(atob(text), character => character.charCodeAt(0))
  } catch {
    return undefined
  }
}

function headerOf(headers: WebhookHeaders, name: string): string | undefined {
  if (isHeaders(headers)) return headers.get(name) ?? undefined
  const found = Object.keys(headers).find(key => key.toLowerCase() === name)
  const value = found === undefined ? undefined : headers[found]
  return typeof value === 'string' ? value : value?.[0]
}

/** Of any realm: tests and bundlers bring classes of their own. */
const isHeaders = (headers: WebhookHeaders): headers is Headers => typeof headers.get === 'function'
