import { createHash } from 'node:crypto'

const MAX_HEAD = 256 * 1024
/** A line in the head that is no field (RFC 5322 section 2.2) and no mbox line: a body begins there without the empty line. */
const NO_FIELD = /^(?!>?From |[ \t]|[!-9;-~]+[ \t]*:)[^\r\n]/m
/** What a mail says of itself: two deliveries of one mail agree in them, whatever servers write above. */
const FIELDS = ['message-id', 'from', 'date', 'subject']

/**
 * What two deliveries of one mail have in common, and no other mail: its Message-ID, From, Date, Subject and body.
 *
 * @returns SHA-256 in hex; null for a mail with neither Message-ID nor Date, of which two alike may be two
 */
export function mailDigest(source: Uint8Array): string | null {
  const bytes = Buffer.from(source.buffer, source.byteOffset, source.byteLength)
  const start = bytes.toString('latin1', 0, MAX_HEAD)
  const end = /\r?\n\r?\n/.exec(start)
  const head = start.slice(0, end?.index)
  const fields = new Map<string, string>()
  for (const field of head.split(/\r?\n(?![ \t])/)) {
    const colon = field.indexOf(':')
    const name = field.slice(0, Math.max(0, colon)).trim().toLowerCase()
    if (FIELDS.includes(name) && !fields.has(name)) {
      fields.set(
        name,
        field
          .slice(colon + 1)
          .trim()
          .replace(/\s+/g, ' '),
      )
    }
  }
  if (!fields.get('message-id') && !fields.get('date')) return null
  const digest = createHash('sha256')
  for (const name of FIELDS) digest.update(`${fields.get(name) ?? ''}\n`)
  const early = NO_FIELD.exec(head)?.index
  const body = early ?? (end === null ? bytes.length : end.index + end[0].length)
  return digest.update(bytes.subarray(body)).digest('hex')
}
