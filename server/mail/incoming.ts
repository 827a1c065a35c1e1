import PostalMime, { type Address, type Attachment, addressParser, type Email } from 'postal-mime'
import { type Mailbox, parseEmailAddress } from './addresses.ts'
import { mailDigest } from './digest.ts'
import { safeFileName, safeMediaType } from './files.ts'
import { mendMail, typeBefore } from './mend.ts'
import { htmlToText } from './mime.ts'
import { type DeliveryReport, readReport, readWords } from './report.ts'
import { cut } from './text.ts'

/** A mail that came in, read. Every text is well-formed and holds no NUL, which no database would take. */
export interface IncomingMail {
  /** With its angle brackets; null when the mail has none that is valid. */
  messageId: string | null
  /** As `mailDigest` tells it. */
  digest: string | null
  /** What In-Reply-To names, then what References names, the nearest first (RFC 5322 section 3.6.4). */
  answers: string[]
  inReplyTo: string | null
  /** As in References, or else in In-Reply-To: oldest first. */
  references: string[]
  /** Null when From is missing or names no address. */
  from: Mailbox | null
  replyTo: Mailbox[]
  to: Mailbox[]
  cc: Mailbox[]
  subject: string
  /** What Date says, in milliseconds since 1970; null when it says nothing sensible. */
  date: number | null
  text: string | null
  /** As the sender wrote it, but for line ends, which are LF. */
  html: string | null
  attachments: { name: string; type: string; content: Uint8Array }[]
  unsubscribeUrl: string | null
  /** Whether no person sent it. */
  isAutomated: boolean
  /** Of a delivery status notification. */
  report: DeliveryReport | null
  /** What it tells of a delivery in a server's own words, if a server sent it: see `readWords`. */
  plainReport: DeliveryReport | null
}

/** As long as a message that is pushed by Atender's API may be; what is cut off is in the source. */
const MAX_BODY = 1_000_000
const MAX_ATTACHMENTS = 1000
/** The parser takes its time for each, however small. */
const MAX_PARTS = 20_000
const MAX_MAILBOXES = 100
const MAX_NAME = 255
const MAX_IDS = 50
/** RFC 5322 section 2.1.1. */
const MAX_SUBJECT = 998
const MAX_HEAD = 256 * 1024
const MESSAGE_ID = /^<[!-;=?-~]{3,900}>$/
const BARE_ID = /^[!-;=?-~]{1,449}@[!-;=?-~]{1,449}$/

/**
 * Reads the source of a mail (RFC 5322, MIME): body, attachments with those inside the text, who wrote to whom.
 * A mail inside a mail stays an attachment.
 *
 * @throws Error for what no parser can take, such as parts nested a thousand deep; then see `readHead`
 */
export async function readMail(source: Uint8Array): Promise<IncomingMail> {
  if (mayHaveParts(source) > MAX_PARTS) throw new Error(`more than ${MAX_PARTS} parts`)
  const mended = await mendMail(Buffer.from(source.buffer, source.byteOffset, source.byteLength))
  return toIncoming(await PostalMime.parse(mended, { forceRfc822Attachments: true }), mailDigest(source))
}

/** How many of its lines could be boundaries; stops counting when there are too many. */
function mayHaveParts(source: Uint8Array): number {
  const bytes = Buffer.from(source.buffer, source.byteOffset, source.byteLength)
  let count = 0
  for (let at = bytes.indexOf('\n--'); at >= 0 && count <= MAX_PARTS; at = bytes.indexOf('\n--', at + 3))
    count++
  return count
}

/** The plain text of a mail, for who reads words and not marks. */
export function plainTextOf({ text, html }: Pick<IncomingMail, 'text' | 'html'>): string {
  if (text?.trim()) return text
  if (html !== converted.html) converted = { html, text: htmlToText(html ?? '') }
  return converted.text
}

/** The last one: a mail is asked for its text more than once. */
let converted: { html: string | null; text: string } = { html: null, text: '' }

/** What can be told of a mail that cannot be read as a whole: its header, and everything behind it as the text. */
export async function readHead(source: Uint8Array): Promise<IncomingMail> {
  const bytes = Buffer.from(
    source.buffer,
    source.byteOffset,
    Math.min(source.byteLength, MAX_HEAD + MAX_BODY),
  )
  const start = bytes.toString('latin1', 0, MAX_HEAD)
  // A header that is longer ends where its last whole line does.
  const end = /\r?\n\r?\n/.exec(start) ?? /\r?\n(?=[^\n]*$)/.exec(start)
  const head = start.slice(0, end?.index ?? 0)
  const body = bytes.subarray(end === null ? 0 : end.index + end[0].length).toString()
  // Without its Content-Type nothing is left that could be taken apart.
  const plain = head.replace(/^content-[^\n]*(?:\n[ \t][^\n]*)*\n?/gim, '')
  const parsed = await PostalMime.parse(Buffer.from(`${plain.trimEnd()}\r\n\r\n`, 'latin1')).catch(
    () => empty,
  )
  return { ...toIncoming(parsed, mailDigest(source)), text: bodyOf(body) }
}

const empty: Email = { headers: [], headerLines: [], attachments: [] }

function toIncoming(email: Email, digest: string | null): IncomingMail {
  const header = (name: string) => email.headers.find(({ key }) => key === name)?.value ?? ''
  const inReplyTo = idsIn(email.inReplyTo)
  const references = idsIn(email.references)
  const report = readReport(email)
  const [text, html] = [bodyOf(email.text), bodyOf(email.html)]
  return {
    messageId: idsIn(email.messageId)[0] ?? null,
    digest,
    answers: [...new Set([...inReplyTo, ...references.toReversed()])].slice(0, MAX_IDS),
    inReplyTo: inReplyTo[0] ?? null,
    references: references.length > 0 ? references : inReplyTo,
    from: mailboxes(addressParser(withQuotes(header('from'))))[0] ?? null,
    replyTo: mailboxes(email.replyTo),
    to: mailboxes(email.to),
    cc: mailboxes(email.cc),
    subject: line(email.subject ?? '', MAX_SUBJECT),
    date: dateOf(email.date),
    text,
    html,
    attachments: email.attachments.slice(0, MAX_ATTACHMENTS).map(toAttachment),
    unsubscribeUrl: unsubscribeUrl(header('list-unsubscribe')),
    isAutomated: report !== null || isAutomated(header),
    report,
    plainReport: readWords(email, plainTextOf({ text, html })),
  }
}

/** Around a name that holds a comma or a colon, which belong to no list: who sends has one address. */
function withQuotes(from: string): string {
  const at = from.lastIndexOf('<')
  const [name, address] = [from.slice(0, at).trim(), from.slice(at)]
  const isOne = at > 0 && /[,:]/.test(name) && !/["<>@]/.test(name) && /^<[^<>]+>\s*$/.test(address)
  return isOne ? `"${name}" ${address}` : from
}

/**
 * Those without their brackets too, where nothing else stands between: in a phrase they are addresses. Of very many the
 * first one, which began the thread, and the last ones.
 */
function idsIn(text = ''): string[] {
  const words = text.replace(/\([^()]*\)/g, ' ').match(/<[^<>]*>|[^\s,;<]+/g) ?? []
  const isListed = words.every(word => word.startsWith('<') || BARE_ID.test(word))
  const ids = words.flatMap(word => {
    if (MESSAGE_ID.test(word)) return word
    return isListed && BARE_ID.test(word) ? `<${word}>` : []
  })
  return ids.length <= MAX_IDS ? ids : [...ids.slice(0, 1), ...ids.slice(1 - MAX_IDS)]
}

/** The members of groups too; what is no address by the rules of outgoing mail is passed over. */
function mailboxes(addresses: Address[] = []): Mailbox[] {
  const found = new Map<string, Mailbox>()
  for (const { name, address } of addresses.flatMap(one => one.group ?? [one])) {
    const parsed = parseEmailAddress(address)
    if (parsed === null || found.has(parsed.toLowerCase())) continue
    found.set(parsed.toLowerCase(), { name: line(name, MAX_NAME) || null, address: parsed })
    if (found.size === MAX_MAILBOXES) break
  }
  return [...found.values()]
}

/** On one line, without control characters. */
const line = (text: string, most: number): string =>
  cut(
    text
      .toWellFormed()
      .replace(/[\p{Cc}\u2028\u2029]+/gu, ' ')
      .replace(/ {2,}/g, ' ')
      .trim(),
    most,
  )

/** The line end before a boundary belongs to that (RFC 2046 section 5.1.1), the last one of all to SMTP. */
function bodyOf(body: string | undefined): string | null {
  const text = body
    ?.replaceAll('\0', '')
    .replace(/(?<!\r)\r*\n|\r/g, '\n')
    .replace(/\n$/, '')
    .slice(0, MAX_BODY)
    .toWellFormed()
  return text || null
}

function dateOf(date: string | undefined): number | null {
  const moment = Date.parse(date ?? '')
  return moment > 0 && moment < Date.UTC(10_000, 0) ? moment : null
}

/** How parts are called that have no name. */
const unnamed: Record<string, string> = {
  'message/rfc822': 'message.eml',
  'message/delivery-status': 'delivery-status.txt',
  'text/rfc822-headers': 'headers.txt',
  'text/calendar': 'invitation.ics',
  'image/png': 'image.png',
  'image/jpeg': 'image.jpg',
  'image/gif': 'image.gif',
  'application/pdf': 'document.pdf',
}

function toAttachment({ filename, content, ...rest }: Attachment): IncomingMail['attachments'][number] {
  const mimeType = typeBefore(rest.mimeType)
  const given = (filename ?? '').replaceAll('\0', '')
  const name = given.trim() ? safeFileName(given) : (unnamed[mimeType] ?? 'attachment')
  const bytes = typeof content === 'string' ? Buffer.from(content) : new Uint8Array(content)
  // Outgoing mail cannot hold a mail as it is; what came in is called what it was.
  const type = /^message\/[\w.+-]{1,60}$/.test(mimeType) ? mimeType : safeMediaType(mimeType)
  return { name, type, content: bytes }
}

/**
 * RFC 3834 section 5; `no` may have parameters. Precedence, which no standard defines, counts where it says that a
 * machine answers or sends to many; `list` does not, for people write to lists. The others are what programs sent before
 * there was a standard; `no` in them is what it says.
 */
const isAutomated = (header: (name: string) => string): boolean =>
  /^\s*(?!no\s*(?:[;(]|$))\S/i.test(header('auto-submitted')) ||
  /^\s*(?:bulk|junk|auto_reply)\s*$/i.test(header('precedence')) ||
  ['x-autoreply', 'x-autorespond', 'x-auto-reply'].some(name => /^\s*(?!no\s*$)\S/i.test(header(name)))

/** RFC 2369 section 3.2: the first URL that a browser opens (RFC 8058 too wants https), else the first mailto. */
function unsubscribeUrl(header: string): string | null {
  const urls = [...header.matchAll(/<([^<>]{1,2000})>/g)]
    // Folded URLs have white space in them that is not theirs.
    .map(([, url = '']) => URL.parse(url.replace(/\s+/g, '')))
    .filter(url => url !== null)
  const best =
    urls.find(({ protocol }) => /^https?:$/.test(protocol)) ??
    urls.find(({ protocol }) => protocol === 'mailto:')
  return best ? strictUri(best.href) : null
}

/** RFC 3986 allows less behind the host than browsers do. */
function strictUri(href: string): string {
  const [, authority = '', rest = ''] = /^([a-z]+:(?:\/\/[^/?#]*)?)(.*)/s.exec(href) ?? []
  return (
    authority +
    rest.replace(/[^\w.~:/?#@!$&'()*+,;=%-]/g, encodeURIComponent).replace(/%(?![0-9a-f]{2})/gi, '%25')
  )
}
