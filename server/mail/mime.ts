import { createHash } from 'node:crypto'
import { Readable } from 'node:stream'
import { setImmediate as yieldToOthers } from 'node:timers/promises'
// @ts-expect-error html-to-text ships no types; `convertHtml` below states the one function used
import { compile } from 'html-to-text'
import MailComposer from 'nodemailer/lib/mail-composer'
import { encodeWord } from 'nodemailer/lib/mime-funcs'
import { type Mailbox, parseEmailAddress } from './addresses.ts'
import { CONTROLS, safeFileName, safeMediaType } from './files.ts'

export interface OutgoingMail {
  /** `<uuid@domain>`; the same for every attempt, so that a receiver can drop a repeat */
  messageId: string
  date: Date
  from: Mailbox
  to: Mailbox[]
  cc: Mailbox[]
  subject: string
  /** At least one of the two: without `text` it is derived from the HTML, without `html` the mail is plain text. */
  html?: string | undefined
  text?: string | undefined
  inReplyTo?: string
  references?: string[]
  attachments: { name: string; type: string; content: Content }[]
}

/** Bytes that are there, or come in pieces that are as many in all. */
type Content = Buffer | { size: number; pieces: AsyncIterable<Uint8Array> }

/** Whole lines of base64 (57 bytes make 76 characters), small enough to let other requests in between. */
const CHUNK = 57 * 1024
const MAX_QUOTED_PRINTABLE = 256 * 1024
/**
 * How much HTML the plain text is made from, in characters, pictures in data: URLs not counted. The conversion
 * is quadratic in unbalanced tags.
 */
const MAX_CONVERTED_HTML = 65_536
const MESSAGE_ID = /^<[!-;=?-~]{3,900}>$/

/**
 * Builds the complete source of a message (RFC 5322, MIME), every line ended by CRLF, in 7-bit ASCII.
 *
 * There is never a Bcc header: blind copies belong into the envelope alone. The body is multipart/alternative:
 * plain text, derived from the HTML unless given, then the HTML, which decodes to exactly the bytes of the string in UTF-8,
 * line endings included. Attachments follow in their order, byte for byte, in base64. An empty subject leaves
 * the Subject header out (RFC 5322 section 3.6.5 makes it optional); a long header is folded at its spaces.
 *
 * What cannot be said safely in a header is made harmless, not refused: control characters in subject and
 * names become spaces, control characters and slashes in file names become `_`, an attachment type that is not
 * a media type becomes application/octet-stream, and so do multipart/* and message/*, which MIME does not allow
 * in base64 (RFC 2045 section 6.4). Ids in `references` and `inReplyTo` that are not message ids are dropped.
 *
 * The same mail gives the same bytes. Lets other work run in between.
 *
 * @throws TypeError when an address or `messageId` is not valid; both must have been checked before
 */
export async function composeMime(mail: OutgoingMail): Promise<Buffer> {
  if (!MESSAGE_ID.test(mail.messageId)) throw new TypeError('messageId is not a message id')
  const subject = clean(mail.subject)
  const { html = '', text = htmlToText(html) } = mail
  const inReplyTo =
    mail.inReplyTo !== undefined && MESSAGE_ID.test(mail.inReplyTo) ? mail.inReplyTo : undefined
  const composer = new MailComposer({
    messageId: mail.messageId,
    date: mail.date,
    from: toAddress(mail.from),
    to: mail.to.map(toAddress),
    cc: mail.cc.map(toAddress),
    ...(subject.includes('=?') ? { headers: { Subject: literal(subject) } } : { subject }),
    inReplyTo,
    references: mail.references?.filter(id => MESSAGE_ID.test(id)),
    alternatives:
      mail.html === undefined
        ? [mail.attachments.length > 0 ? textPart('text/plain', text) : onlyPart(text)]
        : [textPart('text/plain', text), textPart('text/html', html)],
    attachments: mail.attachments.map(({ name, type, content }) => ({
      filename: safeFileName(name),
      contentType: safeMediaType(type),
      contentDisposition: 'attachment',
      contentTransferEncoding: 'base64',
      content: inChunks(content),
    })),
    baseBoundary: createHash('sha256').update(mail.messageId).digest('hex').slice(0, 24),
    disableFileAccess: true,
    disableUrlAccess: true,
  })
  const sizeOf = (content: Content) => (content instanceof Uint8Array ? content.length : content.size)
  const binary = mail.attachments.reduce((total, { content }) => total + sizeOf(content), 0)
  return collect(
    composer.compile().createReadStream(),
    Math.ceil(binary * 1.37) + 2 * (html.length + (mail.text?.length ?? 0)) + 16_384,
  )
}

/**
 * Derives the plain text of an HTML message: paragraphs on one line each, links as `text [url]`, pictures as
 * their alternative text. HTML beyond 65,536 characters is left out, and the text then ends with `[…]`.
 */
export function htmlToText(html: string): string {
  const lean = html.replace(/\bdata:[^"'\s<>]{64,}/gi, '')
  if (lean.length <= MAX_CONVERTED_HTML) return convertHtml(lean)
  return `${convertHtml(lean.slice(0, MAX_CONVERTED_HTML).toWellFormed())}\n[…]`
}

interface TextBuilder {
  addInline(text: string): void
}

const convertHtml: (html: string) => string = compile({
  wordwrap: false,
  limits: { maxDepth: 100, maxChildNodes: 10_000 },
  formatters: {
    alt: (element: { attribs?: { alt?: string } }, _walk: unknown, builder: TextBuilder) =>
      builder.addInline(element.attribs?.alt ?? ''),
  },
  selectors: [
    { selector: 'a', options: { hideLinkHrefIfSameAsText: true } },
    { selector: 'img', format: 'alt' },
    { selector: 'tr', format: 'block', options: { leadingLineBreaks: 1, trailingLineBreaks: 1 } },
    { selector: 'td', format: 'inlineSurround', options: { suffix: ' ' } },
    { selector: 'th', format: 'inlineSurround', options: { suffix: ' ' } },
    ...['h1', 'h2', 'h3', 'h4', 'h5', 'h6'].map(selector => ({ selector, options: { uppercase: false } })),
  ],
})

/** `{ name, address }` objects only: nodemailer reads addresses out of strings in its own, looser way. */
function toAddress(mailbox: Mailbox): { name: string; address: string } {
  const address = parseEmailAddress(mailbox.address)
  if (address === null) throw new TypeError('not an e-mail address; parse it with parseAddressList')
  return { name: clean(mailbox.name ?? ''), address }
}

/** Says a subject that looks like an encoded word (RFC 2047) as what it is, for nodemailer would let it pass. */
function literal(subject: string): { prepared: true; foldLines: true; value: string } {
  return { prepared: true, foldLines: true, value: encodeWord(subject, 'B', 52) }
}

function clean(text: string): string {
  return text.toWellFormed().replace(CONTROLS, ' ').trim()
}

type Part = { contentType: string; contentTransferEncoding?: string } & (
  | { raw: Buffer }
  | { content: Readable }
)

/** Quoted-printable where that is shorter than base64 and so can be read by people; both keep every byte. */
function textPart(mediaType: string, text: string): Part {
  const contentType = `${mediaType}; charset=utf-8`
  const bytes = Buffer.from(text.toWellFormed())
  const costly = bytes.length - text.length > bytes.length / 6
  if (costly || bytes.length > MAX_QUOTED_PRINTABLE) {
    return { contentType, contentTransferEncoding: 'base64', content: inChunks(bytes) }
  }
  const head = `Content-Type: ${contentType}\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\n`
  return { contentType, raw: Buffer.concat([Buffer.from(head), quotedPrintable(bytes)]) }
}

/** Text that is the whole mail: nodemailer would take what is encoded already for a mail with its header. */
function onlyPart(text: string): Part {
  const part = textPart('text/plain', text)
  if ('content' in part) return part
  const { contentType } = part
  // Its encoder leaves line breaks as they are, and these must be CRLF (RFC 2045 section 6.8).
  const content = inChunks(Buffer.from(text.toWellFormed().replace(/\r?\n/g, '\r\n')))
  return { contentType, contentTransferEncoding: 'quoted-printable', content }
}

/**
 * RFC 2045 section 6.7. nodemailer's own encoder leaves a lone LF to become CRLF on the way, and lines that
 * begin with "From " or "." to be changed by mailboxes and careless servers. Here they are encoded, and so is a
 * leading "-", without which nothing can look like a boundary.
 */
function quotedPrintable(bytes: Buffer): Buffer {
  const output = Buffer.allocUnsafe(bytes.length * 6) // a lone LF becomes "=0A=" and CRLF
  let used = 0
  let column = 0
  const breakLine = (text: '\r\n' | '=\r\n') => {
    used += output.write(text, used, 'latin1')
    column = 0
  }
  for (let at = 0; at < bytes.length; at++) {
    const byte = bytes[at] as number // at < length
    const next = bytes[at + 1]
    if (byte === 0x0d && next === 0x0a) {
      breakLine('\r\n')
      at++
      continue
    }
    if (column > 72) breakLine('=\r\n')
    const space = byte === 0x20 || byte === 0x09
    const plain = space ? next !== undefined && next !== 0x0d && next !== 0x0a : byte > 0x20 && byte < 0x7f
    const atRisk = column === 0 && (byte === 0x2d || byte === 0x2e || bytes.subarray(at, at + 5).equals(FROM))
    const start = used
    if (plain && byte !== 0x3d && !atRisk) output[used++] = byte
    else used += output.write(HEX[byte] as string, used, 'latin1') // byte < 256
    column += used - start
    if (byte === 0x0a && next !== undefined) breakLine('=\r\n')
  }
  return output.subarray(0, used)
}

const FROM = Buffer.from('From ')
const HEX = Array.from({ length: 256 }, (_, byte) => `=${byte.toString(16).toUpperCase().padStart(2, '0')}`)

/** A stream of pieces that gives way to other work after each; nodemailer would take a buffer in one go. */
export function inChunks(content: Content): Readable {
  return Readable.from(
    (async function* () {
      for await (const piece of content instanceof Uint8Array ? [content] : content.pieces) {
        for (let at = 0; at < piece.length; at += CHUNK) {
          yield piece.subarray(at, at + CHUNK)
          await yieldToOthers()
        }
      }
    })(),
    { objectMode: false },
  )
}

/** Reads a stream into one buffer that is allocated once when the estimate holds. */
async function collect(stream: AsyncIterable<Buffer>, estimate: number): Promise<Buffer> {
  let buffer = Buffer.allocUnsafeSlow(estimate)
  let used = 0
  for await (const chunk of stream) {
    if (used + chunk.length > buffer.length) {
      buffer = Buffer.concat([buffer.subarray(0, used)], Math.ceil((used + chunk.length) * 1.5))
    }
    used += chunk.copy(buffer, used)
  }
  return buffer.subarray(0, used)
}
