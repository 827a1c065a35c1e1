import { Readable } from 'node:stream'
import { type MimeNode, Splitter } from '@zone-eu/mailsplit'
import libmime from 'libmime'
import { decode as decodeQuotedPrintable } from 'libqp'
import { decodeText } from './charsets.ts'
import { mendField } from './fields.ts'

/** A part of a mail, or the mail itself. */
interface Part {
  node: MimeNode
  /** The fields of its header, each with its continuation lines, a byte in each character. */
  fields: string[]
  /** What follows the header, up to the next boundary. */
  content: Buffer[]
  hasParts: boolean
  parent: Part | undefined
}

const MAX_PARTS = 20_000
const CR = 0x0d
/** How a boundary that no header names is found: a line of dashes with fields of a part below. */
const BOUNDARY = /^--(\S[^\r\n]{0,69}?)[ \t]*\r?\n(?:content-[a-z-]{1,40}|mime-version):/im
/** Types that the parser changes the bytes of, and what they are called while it has them. */
const KEPT: Record<string, string> = {
  'text/calendar': 'text/x-kept-calendar',
  'application/ics': 'application/x-kept-ics',
}

/**
 * Writes a mail as its parser reads it right. Postal-mime takes mail at its word; mail programs know better what
 * is meant, and people send what theirs can show. What changes:
 *
 * - texts, which come out in UTF-8 whatever charset they are in, or say that they are in (`decodeText`), their
 *   flowed lines joined (RFC 3676);
 * - header fields, see `mendField`;
 * - everything that is no text to show, which comes out in base64, because the parser changes line ends;
 * - a multipart that has no parts: it gets the boundary that is found in it, or else is plain text (RFC 2046 section
 *   5.1 has no other reading).
 *
 * @throws Error for more than 20,000 parts, or a header beyond 1 MiB
 */
export async function mendMail(source: Buffer, isFirst = true): Promise<Buffer> {
  const pieces = await split(withGaps(source))
  const parts = pieces.filter(isPart)
  const charset = parts[0] && parameter(parts[0], 'charset')
  let isFound = false
  for (const part of parts) {
    part.fields = part.fields.map(field => mendField(withSemicolon(field), charset))
    endHeader(part)
    if (!part.node.multipart) mendContent(part)
    else if (!part.hasParts) isFound = mendMultipart(part, isFirst) || isFound
  }
  const mended = Buffer.concat(pieces.flatMap(piece => (isPart(piece) ? write(piece) : piece)))
  return isFound ? mendMail(mended, false) : mended
}

/** What `mendMail` called otherwise, by its name. */
export const typeBefore = (type: string): string =>
  Object.keys(KEPT).find(name => KEPT[name] === type) ?? type

const isPart = (piece: Part | Buffer): piece is Part => !(piece instanceof Uint8Array)

/** Puts the empty line before a part that has no header and begins with its text at once. */
function withGaps(source: Buffer): Buffer {
  const text = source.toString('latin1')
  const boundaries = new Set(
    Array.from(text.matchAll(/boundary\s*=\s*"?([^"\r\n;]{1,70})/gi), ([, name]) => name),
  )
  if (boundaries.size === 0) return source
  const mended = text.replace(
    /^--([^\r\n]{1,70}?)[ \t]*\r?\n(?=(?!--)[^\s:][^\r\n:]*(?:\r?\n|$))/gm,
    (line, name) => (boundaries.has(name) ? `${line}\r\n` : line),
  )
  return mended.length === text.length ? source : Buffer.from(mended, 'latin1')
}

/** The parts in their order, with the lines between them, which belong to none. */
async function split(source: Buffer): Promise<(Part | Buffer)[]> {
  const pieces: (Part | Buffer)[] = []
  const parts = new Map<MimeNode, Part>()
  let last: Part | undefined
  const splitter = new Splitter({ ignoreEmbedded: true, maxChildNodes: MAX_PARTS })
  for await (const chunk of Readable.from([source], { objectMode: false }).pipe(splitter)) {
    if (chunk.type === 'node') {
      const parent = chunk.parentNode ? parts.get(chunk.parentNode) : undefined
      if (parent) parent.hasParts = true
      const fields = chunk.headers
        ? chunk.headers
            .getList()
            .map(({ line }: { line: string }) => line)
            .filter(Boolean)
        : []
      last = { node: chunk, fields, content: [], hasParts: false, parent }
      parts.set(chunk, last)
      pieces.push(last)
    } else if (last && chunk.node === last.node) last.content.push(chunk.value)
    else {
      last = undefined
      pieces.push(chunk.value)
    }
  }
  return pieces
}

/** Between a type and its first parameter, where some programs leave it out. */
const withSemicolon = (field: string): string =>
  field.replace(/^(content-(?:type|disposition)\s*:\s*[^\s;()"=]+)\s+(?=[\w*-]+\s*=)/i, '$1; ')

/** Gives back to the text what stands in the header and is no field, because the empty line between is missing. */
function endHeader(part: Part): void {
  const isField = (line: string) => /^[!-9;-~]+[ \t]*:/.test(line)
  const last = part.fields.findLastIndex(isField)
  const boundary = part.fields.findIndex(line => line.startsWith('--'))
  const end = boundary >= 0 ? boundary : last + 1
  if (end === part.fields.length) return
  const text = part.fields.slice(end).map(line => `${line}\r\n`)
  // What follows a boundary has a header of its own, and the empty line below.
  if (boundary >= 0) text.push('\r\n')
  part.fields = part.fields.slice(0, end)
  part.content.unshift(Buffer.from(text.join(''), 'latin1'))
}

/** @returns whether its boundary was found, so that it has parts when it is split again */
function mendMultipart(part: Part, mayGuess: boolean): boolean {
  const content = Buffer.concat(part.content)
  const [, boundary] = (mayGuess && BOUNDARY.exec(content.toString('latin1'))) || []
  if (boundary === undefined) {
    const end = endOfParents(part, content)
    part.content = [content.subarray(0, end)]
    mendText(part, 'text/plain')
    part.content.push(content.subarray(end))
    return false
  }
  const type = `multipart/${/^[\w.+-]+/.exec(part.node.multipart || '')?.[0] ?? 'mixed'}`
  setField(part, 'Content-Type', `${type}; boundary="${boundary.replace(/["\\]/g, '\\$&')}"`)
  return true
}

/** Where a part ends that did not see that those around it do. */
function endOfParents(part: Part, content: Buffer): number {
  const ends: number[] = []
  for (let parent = part.parent; parent; parent = parent.parent) {
    const at = content.indexOf(`\n--${parameter(parent, 'boundary') ?? ''}--`)
    if (at >= 0) ends.push(content[at - 1] === CR ? at - 1 : at)
  }
  return Math.min(content.length, ...ends)
}

function mendContent(part: Part): void {
  const type = typeOf(part)
  const isShown = /^text\/(?:plain|html)$/.test(type) && !isAttachment(part)
  if (isShown) mendText(part, type)
  else {
    if (isAttachment(part)) replace(part, 'content-disposition', 'attachment')
    if (KEPT[type]) replace(part, 'content-type', KEPT[type])
    if (encodingOf(part) !== 'base64') setContent(part, decodeContent(part))
  }
}

/** What is neither of the two is one if it has a name (RFC 2183 section 2.8). */
const isAttachment = ({ node: { disposition, filename } }: Part): boolean =>
  disposition === 'attachment' || Boolean(disposition && disposition !== 'inline' && filename)

function mendText(part: Part, type: string): void {
  const charset = parameter(part, 'charset')
  const isFlowed = type === 'text/plain' && /^flowed$/i.test(parameter(part, 'format') ?? '')
  const bytes = decodeContent(part)
  const text = decodeText(bytes, charset, type === 'text/html')
  const shown = isFlowed ? libmime.decodeFlowed(text, /^yes$/i.test(parameter(part, 'delsp') ?? '')) : text
  setField(part, 'Content-Type', `${type}; charset=utf-8`)
  // What is encoded says how it ends; the line end of the other is taken for one of the boundary.
  setContent(part, Buffer.from(part.node.parentNode && encodingOf(part) !== 'base64' ? `${shown}\n` : shown))
}

/** As in RFC 2045 section 5.2: what has no type, or nonsense in its place, is plain text. */
function typeOf(part: Part): string {
  const field = fieldOf(part, 'content-type')
  const isDigest = part.node.parentNode && part.node.parentNode.multipart === 'digest'
  if (field === undefined) return isDigest ? 'message/rfc822' : 'text/plain'
  return (
    /^[^:]*:\s*([\w!#$&^.+-]+\/[\w!#$&^.+-]+)\s*(?:[;(]|$)/.exec(field)?.[1]?.toLowerCase() ?? 'text/plain'
  )
}

/** As the parser finds it; the last one is of before MIME. */
const ENCODING = /base64|quoted-printable|uuencode/i
const encodingOf = (part: Part): string | undefined =>
  ENCODING.exec(fieldOf(part, 'content-transfer-encoding') ?? '')?.[0].toLowerCase()

function decodeContent(part: Part): Buffer {
  const content = Buffer.concat(part.content)
  const encoding = encodingOf(part)
  if (encoding === 'quoted-printable') return decodeQuotedPrintable(content)
  if (encoding === 'uuencode') return decodeUu(content.toString('latin1'))
  if (encoding === undefined) return content
  // Each run with a padding of its own, which some programs give to each line.
  const runs = content.toString('latin1').split(/=+/)
  return Buffer.concat(runs.map(run => Buffer.from(run, 'base64')))
}

/** POSIX uuencode: the first character of a line tells how many bytes it holds, every four of the others hold three. */
function decodeUu(text: string): Buffer {
  const start = text.indexOf('\n', text.search(/^begin /m)) + 1
  const end = text.indexOf('\nend', start)
  const body = text.slice(start, end < 0 ? undefined : end)
  const lines = body.split(/\r?\n/).map(line => {
    const [length = 0, ...rest] = Array.from(line, sign => (sign.charCodeAt(0) - 0x20) & 0x3f)
    const base64 = rest.map(value => BASE64[value]).join('')
    return Buffer.from(base64, 'base64').subarray(0, length)
  })
  return Buffer.concat(lines)
}

const BASE64 = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/'

function setContent(part: Part, bytes: Buffer): void {
  setField(part, 'Content-Transfer-Encoding', 'base64')
  part.content = [Buffer.from(`${bytes.toString('base64')}\r\n`)]
}

const fieldOf = (part: Part, name: string): string | undefined =>
  part.fields.find(field => keyOf(field) === name)

const keyOf = (field: string): string => field.slice(0, field.indexOf(':')).trim().toLowerCase()

function setField(part: Part, name: string, value: string): void {
  part.fields = [`${name}: ${value}`, ...part.fields.filter(field => keyOf(field) !== name.toLowerCase())]
}

/** A parameter of Content-Type. */
const parameter = (part: Part, name: string): string | undefined =>
  new RegExp(`[;\\s]${name}\\s*=\\s*(?:"([^"]*)"|([^\\s;]+))`, 'i')
    .exec(fieldOf(part, 'content-type') ?? '')
    ?.slice(1)
    .find(value => value !== undefined)

/** Puts another value before the parameters of a field. */
function replace(part: Part, name: string, value: string): void {
  part.fields = part.fields.map(field =>
    keyOf(field) === name ? field.replace(/(:\s*)[^\s;(]+/, `$1${value}`) : field,
  )
}

const write = ({ fields, content }: Part): Buffer[] => [
  Buffer.from(`${fields.map(field => `${field}\r\n`).join('')}\r\n`, 'latin1'),
  ...content,
]
