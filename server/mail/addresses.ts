import emailAddresses from 'email-addresses'

/** A recipient or sender: the display name, decoded, and the address with its domain in ASCII lower case. */
export interface Mailbox {
  name: string | null
  address: string
}

export type AddressList =
  | { ok: true; mailboxes: Mailbox[] }
  /** `offender`: the piece of the list at fault, printable, at most 100 characters */
  | { ok: false; offender: string; reason: string }

type Checked = { ok: true; address: string } | { ok: false; reason: string }

/** The most mailboxes one list may hold. Servers must take 100 recipients (RFC 5321 section 4.5.3.1.8). */
export const MAX_MAILBOXES = 500
const MAX_LIST_LENGTH = 32_768
/** One header line, RFC 5322 section 2.1.1. */
const MAX_MAILBOX_LENGTH = 998
/**
 * How much of a list may be written in other than the plain forms, in characters: the library reads those slowly, and
 * a whole list of comments would hold up everything else.
 */
const PARSER_BUDGET = 4096

const UNPRINTABLE = /[\p{C}\u2028\u2029]/gu
const CONTROL = /[\p{Cc}\u2028\u2029]/u
/** RFC 5322 section 3.2.3. */
const DOT_ATOM = /^[\w!#$%&'*+/=?^`{|}~-]+(?:\.[\w!#$%&'*+/=?^`{|}~-]+)*$/
const LABEL = /^[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?$/
/** What a domain may hold before it is mapped to ASCII: letters, digits, hyphens, and anything not ASCII. */
const DOMAIN_CHARACTERS = /^[a-z0-9.\u0080-\u{10ffff}-]+$/iu
/** A name without anything that could be a part of another address, a comment or a quote. */
const NAME_WORDS = /^[^"(),:;<>@[\]\\]+$/
/**
 * `Monica Hall <…>` or `"Hall, Monica" <…>`. Periods are allowed in the bare name although RFC 5322 section 4.1
 * calls that obsolete: every parser must accept it, and `Dr. Hall <…>` is how people write.
 */
const PLAIN_NAMED = /^(?:([^"(),:;<>@[\]\\]*)|"([^"\\]*)" *)<([^<>]*)>$/

/**
 * Reads a comma-separated list of mailboxes as RFC 5322 section 3.4 defines it, without the obsolete forms.
 *
 * Stricter than the RFC where a looser reading could send mail to somebody else: no groups, no quoted or
 * non-ASCII local parts, no address literals, no control characters anywhere, at least one dot in the domain,
 * length limits of RFC 5321 section 4.5.3.1. International domains become ASCII (UTS 46), encoded words in
 * names are decoded (RFC 2047).
 *
 * Looser in one thing: `Monica Hall monica.hall@raviga-capital.com`, a name and then the address without brackets, is
 * how the vendor's page prints it (Fernand: compose-a-new-conversation).
 *
 * @param input the list as the caller wrote it, at most 32,768 characters and 500 mailboxes
 * @returns the mailboxes in their order, duplicates kept, or the first piece that is wrong and why; never throws
 */
export function parseAddressList(input: string): AddressList {
  if (input.length > MAX_LIST_LENGTH) return refuse(input, `it is longer than ${MAX_LIST_LENGTH} characters`)
  if (input.trim() === '') return refuse(input, 'the list is empty')
  const pieces = splitAtCommas(input)
  const surplus = pieces[MAX_MAILBOXES]
  if (surplus !== undefined) return refuse(surplus, `the list holds more than ${MAX_MAILBOXES} addresses`)
  const mailboxes: Mailbox[] = []
  const budget = { left: PARSER_BUDGET }
  for (const piece of pieces) {
    const mailbox = readMailbox(piece, budget)
    if (typeof mailbox === 'string') return refuse(piece.trim() === '' ? input : piece, mailbox)
    mailboxes.push(mailbox)
  }
  return { ok: true, mailboxes }
}

/** Whether `parseAddressList` accepts the string. */
export function isAddressList(input: string): boolean {
  return parseAddressList(input).ok
}

/**
 * Reads one bare address such as `monica@raviga.example`, by the rules of `parseAddressList`.
 *
 * @returns the address with its domain in ASCII lower case, or null when it is none
 */
export function parseEmailAddress(input: string): string | null {
  const checked = checkAddress(input)
  return checked.ok ? checked.address : null
}

/** Whether `parseEmailAddress` accepts the string. */
export function isEmailAddress(input: string): boolean {
  return checkAddress(input).ok
}

/** One member of a list; a string is the reason why it is none. */
function readMailbox(text: string, budget: { left: number }): Mailbox | string {
  const piece = text.trim()
  if (CONTROL.test(text) || !text.isWellFormed()) return 'it holds a control character or broken Unicode'
  if (piece === '') return 'an address is missing beside a comma'
  if (piece.length > MAX_MAILBOX_LENGTH) return `it is longer than ${MAX_MAILBOX_LENGTH} characters`
  const plain = readPlain(piece)
  if (plain !== null) return plain
  budget.left -= piece.length
  return budget.left < 0 ? 'the list has too many comments and escapes' : readWithLibrary(piece)
}

/** The forms that nearly everybody writes; null means: none of them. */
function readPlain(piece: string): Mailbox | string | null {
  const bare = checkAddress(piece)
  if (bare.ok) return { name: null, address: bare.address }
  const [, words, quoted, inner] = PLAIN_NAMED.exec(piece) ?? []
  if (inner !== undefined) {
    const address = checkAddress(inner.trim())
    return address.ok ? named(words ?? quoted ?? '', address) : null
  }
  const space = piece.lastIndexOf(' ')
  const name = piece.slice(0, Math.max(0, space)).trim()
  const address = checkAddress(piece.slice(space + 1))
  return NAME_WORDS.test(name) && address.ok ? named(name, address) : null
}

/** Everything else RFC 5322 allows: comments, folding, escapes, several quoted strings in one name. */
function readWithLibrary(piece: string): Mailbox | string {
  const parsed = emailAddresses.parseOneAddress({
    input: piece,
    startAt: 'address',
    strict: true,
    rfc6532: true,
  })
  if (parsed === null) return explain(piece)
  if (parsed.type === 'group') return 'groups are not accepted, list the addresses themselves'
  // the library hands out a quoted local part without its quotes, and it might then look like a plain one
  if (parsed.parts.local.children[0]?.name === 'quoted-string') return 'quoted local parts are not accepted'
  // its own idea of the name glues a quoted string to the word behind it
  const words = parsed.parts.name === null ? [] : wordsIn(parsed.parts.name)
  return named(words.join(' '), checkAddress(parsed.address))
}

function wordsIn(node: emailAddresses.ASTNode): string[] {
  return node.name === 'word' ? [node.semantic.trim()] : node.children.flatMap(wordsIn)
}

function named(name: string, checked: Checked): Mailbox | string {
  if (!checked.ok) return checked.reason
  const decoded = decodeEncodedWords(name)
  if (CONTROL.test(decoded)) return 'its name hides a control character in an encoded word'
  return { name: decoded.replace(/\s+/g, ' ').trim() || null, address: checked.address }
}

/** RFC 5321 section 4.1.2 for the syntax, 4.5.3.1 for the lengths; host names by RFC 1123 section 2.1. */
function checkAddress(text: string): Checked {
  const bad = (reason: string): Checked => ({ ok: false, reason })
  if (text.length > MAX_MAILBOX_LENGTH) return bad('it is too long')
  const at = text.lastIndexOf('@')
  if (at < 0) return bad('it has no @')
  const local = text.slice(0, at)
  const domain = text.slice(at + 1)
  if (/\P{ASCII}/u.test(local)) return bad('the part before the @ must be ASCII')
  if (!DOT_ATOM.test(local)) return bad('the part before the @ is not a dot-atom')
  if (local.length > 64) return bad('the part before the @ is longer than 64 characters')
  if (domain.startsWith('[')) return bad('address literals are not accepted')
  if (domain.length > 253 || !DOMAIN_CHARACTERS.test(domain)) return bad('the domain is not a host name')
  const ascii = toAscii(domain)
  const labels = ascii.split('.')
  if (!labels.every(label => LABEL.test(label))) return bad('the domain is not a host name')
  if (labels.length < 2) return bad('the domain has no dot')
  if (/^\d+$/.test(labels.at(-1) ?? '')) return bad('the domain is an IP address')
  const address = `${local}@${ascii}`
  if (address.length > 254) return bad('it is longer than 254 characters')
  return { ok: true, address }
}

/** Splits at the commas that are outside quoted strings, comments and angle brackets; linear, never fails. */
function splitAtCommas(list: string): string[] {
  const pieces: string[] = []
  let start = 0
  let closer = ''
  let depth = 0
  for (let at = 0; at < list.length; at++) {
    const char = list[at] as string // at < length
    if (closer === '') {
      if (char === ',') {
        pieces.push(list.slice(start, at))
        start = at + 1
      } else if (char === '"') closer = '"'
      else if (char === '<') closer = '>'
      else if (char === '(') closer = ')'
      depth = 1
    } else if (char === '\\' && closer !== '>') at++
    else if (char === '(' && closer === ')') depth++
    else if (char === closer && --depth === 0) closer = ''
  }
  pieces.push(list.slice(start))
  return pieces
}

/** The most helpful sentence about a piece that is no mailbox; it decides nothing. */
function explain(piece: string): string {
  const bare = piece.replace(/"(?:[^"\\]|\\.)*("?)/gs, (_, end) => (end ? 'q' : '"'))
  if (bare.includes('"')) return 'a quote is never closed'
  if (bare.split('(').length !== bare.split(')').length) return 'a parenthesis has no partner'
  if (bare.split('<').length !== bare.split('>').length) return 'an angle bracket has no partner'
  if (bare.includes(':')) return 'groups and routes are not accepted, list the addresses themselves'
  if (bare.includes(';')) return 'addresses are separated by commas, not by semicolons'
  const space = piece.lastIndexOf(' ')
  const address = piece.slice(space + 1)
  if (space > 0 && checkAddress(address).ok) {
    const meant = printable(`${piece.slice(0, space).trim()} <${address}>`)
    return `an address after a name goes in angle brackets: ${meant}`
  }
  const checked = checkAddress((/<([^<>]*)>$/.exec(bare)?.[1] ?? bare).trim())
  return checked.ok ? 'its name needs quotes, or is no name' : checked.reason
}

/**
 * Decodes the encoded words of a name (RFC 2047), also inside quotes, where they do not belong but are common.
 * Neighbours in one charset are joined before they are decoded. A word in an unknown charset stays as it is.
 */
function decodeEncodedWords(name: string): string {
  let text = ''
  let run: { charset: string; bytes: Buffer[]; source: string } | null = null
  const flush = () => {
    if (run) text += decodeBytes(run.charset, Buffer.concat(run.bytes)) ?? run.source
    run = null
  }
  let end = 0
  for (const match of name.matchAll(/=\?([\w-]+)(?:\*[\w-]*)?\?([bq])\?([!->@-~]*)\?=/gi)) {
    const [source, charset = '', encoding = '', payload = ''] = match
    const gap = name.slice(end, match.index)
    if (run === null || gap.trim() !== '' || run.charset !== charset.toLowerCase()) {
      // white space between two encoded words is not shown, RFC 2047 section 6.2
      const joined: boolean = run !== null && gap.trim() === ''
      flush()
      text += joined ? '' : gap
      run = { charset: charset.toLowerCase(), bytes: [], source: '' }
    }
    run.bytes.push(encoding.toLowerCase() === 'b' ? Buffer.from(payload, 'base64') : decodeQ(payload))
    run.source += source
    end = match.index + source.length
  }
  flush()
  return text + name.slice(end)
}

function decodeQ(payload: string): Buffer {
  const bytes = payload
    .replaceAll('_', ' ')
    .replace(/=([0-9a-f]{2})/gi, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)))
  return Buffer.from(bytes, 'latin1')
}

function decodeBytes(charset: string, bytes: Buffer): string | null {
  try {
    return new TextDecoder(charset).decode(bytes)
  } catch {
    return null
  }
}

function refuse(piece: string, reason: string): AddressList {
  return { ok: false, offender: printable(piece), reason }
}

/** Safe to print: control and invisible characters become \u{…}, and at most 100 characters are kept. */
function printable(text: string): string {
  const escaped = text.slice(0, 200).replace(UNPRINTABLE, char => `\\u{${char.codePointAt(0)?.toString(16)}}`)
  return escaped.length <= 100
    ? escaped
    : `${escaped
        .slice(0, 99)
        .toWellFormed()
        .replace(/\ufffd$/, '')}…`
}

/**
 * A host name as DNS knows it; empty for one that cannot be written so. Most are as they must be; the others go through
 * the URL parser, which browsers have too. The label behind keeps it from taking numbers for an IP address.
 */
const toAscii = (domain: string): string =>
  /^[a-z\d.-]+$/.test(domain) && !domain.includes('xn--')
    ? domain
    : (URL.parse(`http://${domain}.x`)?.hostname.slice(0, -'.x'.length) ?? '')
