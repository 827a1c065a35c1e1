import { isAscii, isUtf8 } from 'node:buffer'
import { Parser } from 'htmlparser2'
import iconv from 'iconv-lite'

/** What names no charset in particular: that of who has nothing to say, and those that programs write when unsure. */
const SAYS_NOTHING =
  /^(?:us-ascii|ascii|x-user-defined|x-unknown|unknown|unknown-8bit|8bit|binary|none|default)?$/
/** Encodings of iconv-lite that no text is written in. */
const NO_CHARSET = /^(?:base64|hex|binary)$/i
const WIDE = /^(?:utf-?(?:16|32)|ucs-?[24]|unicode(?:$|fffe|feff)|iso-10646)/
/** The beginning of HTML in which its charset must be named; browsers look at a quarter of it. */
const MAX_HEAD = 4096

type Decode = (bytes: Uint8Array) => string

/**
 * Reads text as a person would: by the charset that it is said to have, under whatever spelling. Where none is named
 * that makes sense, or the text is not in it, valid UTF-8 is UTF-8 and anything else windows-1252, which has a
 * character for each byte.
 *
 * @param label as found in a header, with quotes, semicolons and a language (RFC 2231 section 5) around it
 * @param isHtml whether the text may name its charset itself
 */
export function decodeText(bytes: Buffer, label: string | undefined, isHtml = false): string {
  const named = charsetOf(label, bytes) ?? (isHtml ? charsetOf(charsetInHtml(bytes), bytes) : undefined)
  if (named === undefined) return isUtf8(bytes) ? utf8(bytes) : latin(bytes)
  if (named === 'utf-8') return isUtf8(bytes) ? utf8(bytes) : mostlyUtf8(bytes)
  const text = decoderOf(named)?.(bytes) ?? latin(bytes)
  return text.includes('\uFFFD') && isUtf8(bytes) ? utf8(bytes) : text
}

const utf8: Decode = bytes => new TextDecoder().decode(bytes)
const latin: Decode = bytes => new TextDecoder('windows-1252').decode(bytes)

/** @returns undefined for a name that says nothing, that nobody knows, or that cannot be that of these bytes */
function charsetOf(label: string | undefined, bytes: Buffer): string | undefined {
  const name = (label ?? '')
    .toLowerCase()
    .replace(/\*.*/s, '')
    .replace(/["'`;,\s]/g, '')
  if (SAYS_NOTHING.test(name)) return isJapanese(bytes) ? 'iso-2022-jp' : undefined
  // Two bytes a character leave a zero in each Latin letter, and in line ends whatever the script.
  if (WIDE.test(name) && !bytes.includes(0)) return undefined
  if (/^utf[-_]?8$/.test(name)) return 'utf-8'
  return decoderOf(name) && name
}

/** The escape sequences that begin Japanese in ISO-2022-JP (RFC 1468), which is sent without its name, too. */
const isJapanese = (bytes: Buffer): boolean =>
  isAscii(bytes) && (bytes.includes('\x1b$B') || bytes.includes('\x1b$@'))

function decoderOf(charset: string): Decode | undefined {
  try {
    const decoder = new TextDecoder(charset)
    return bytes => decoder.decode(bytes)
  } catch {
    // The list of the WHATWG leaves out what browsers never met: code pages of DOS, UTF-7.
    if (!iconv.encodingExists(charset) || NO_CHARSET.test(charset)) return undefined
    return bytes => iconv.decode(Buffer.from(bytes), charset)
  }
}

/** What `<meta charset>` says, or `<meta http-equiv="Content-Type">`. */
function charsetInHtml(bytes: Buffer): string | undefined {
  let found: string | undefined
  const parser = new Parser({
    onopentag(name, { charset, content }) {
      if (name === 'meta') found ??= charset ?? /charset\s*=\s*["']?([^\s"';]+)/i.exec(content ?? '')?.[1]
    },
  })
  parser.end(bytes.toString('latin1', 0, MAX_HEAD))
  return found
}

/** Bytes that stand for a character in UTF-8, or one that does not. */
const SEQUENCE = /[\xC2-\xDF][\x80-\xBF]|[\xE0-\xEF][\x80-\xBF]{2}|[\xF0-\xF4][\x80-\xBF]{3}|[\x80-\xFF]/g

/** UTF-8 with something else in it: a text that was cut, a footer that somebody put below. */
function mostlyUtf8(bytes: Buffer): string {
  const text = utf8(bytes)
  const broken = text.split('\uFFFD').length - 1
  const whole = text.match(/[^\0-\x7F\uFFFD]/gu)?.length ?? 0
  if (whole <= broken) return latin(bytes)
  return bytes.toString('latin1').replace(SEQUENCE, found => {
    const sequence = Buffer.from(found, 'latin1')
    return isUtf8(sequence) ? utf8(sequence) : latin(sequence)
  })
}
