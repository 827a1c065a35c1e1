import { createHash } from 'node:crypto'

const MAX_HEAD = 256 * 1024
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
  const fields = new Map<string, string>()
  for (const field of start.slice(0, end?.index).split(/\r?\n(?![ \t])/)) {
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
  return digest.update(bytes.subarray(end === null ? bytes.length : end.index + end[0].length)).digest('hex')
}
