import type { IncomingHttpHeaders } from 'node:http'
import { Refusal } from '../errors/refusal.ts'

/** The Content-Type of every answer. */
export const jsonType = 'application/json; charset=utf-8'

/** Whether the Content-Type says that the body is JSON. */
export const isJson = (headers: IncomingHttpHeaders) =>
  /^application\/json *(;|$)/i.test(headers['content-type'] ?? '')

/** @throws Refusal `malformed_body` */
export function parseJson(text: string): unknown {
  // A byte order mark is none of JSON's characters, and some clients send one.
  const json = text.charCodeAt(0) === 0xfeff ? text.slice(1) : text
  if (json === '') return undefined
  try {
    return JSON.parse(json)
  } catch {
    throw malformed('malformed_json', 'The body is not valid JSON.')
  }
}

/** A 415 for a body that is no JSON. */
export const wrongType = () =>
  new Refusal('unsupported_media_type', 'The body must be sent as application/json.')

/** A 415 for a body that cannot be decoded. */
export const wrongEncoding = () =>
  new Refusal('unsupported_media_type', 'The body has an encoding or a charset that is not supported.')

/** A 400 for bytes that are no UTF-8 (RFC 8259 section 8.1). */
export const notUtf8 = () => malformed('invalid_utf8', 'The body is not valid UTF-8.')

export const tooLarge = (maxBytes: number): Refusal =>
  new Refusal('payload_too_large', `The body is larger than ${maxBytes} bytes.`, {
    headers: { Connection: 'close' },
  })

/** Too many bytes are under way: a moment later there is room again. */
export const busy = (): Refusal =>
  new Refusal('unavailable', 'Too many large requests are under way. Try again in a few seconds.', {
    headers: { 'Retry-After': '2' },
  })

export const tooMany = (maxValues: number): Refusal =>
  new Refusal('payload_too_large', `The body holds more than ${maxValues} values.`)

export const incomplete = () => malformed('incomplete', 'The body ended before its announced length.')

export const malformed = (code: string, message: string): Refusal =>
  new Refusal('malformed_body', message, {
    violations: [{ path: '', code, message: message.charAt(0).toLowerCase() + message.slice(1, -1) }],
  })
