import { isUtf8 } from 'node:buffer'
import { decodeText } from './charsets.ts'

/** A header field as it stands in a mail, from its name to its last continuation line, a byte in each character. */
type Field = string

/** An encoded word (RFC 2047), with what may not be in one: spaces, question marks, line ends. */
const WORD = wordOf('[\\s\\S]')
/** Between quotes: a quote ends the value, the rest may be in the next one (RFC 2231 section 3). */
const WORD_IN_QUOTES = wordOf('[^"]')
/** Between two encoded words that are one (RFC 2047 section 6.2). */
const GAP = /^[ \t\r\n]*$/

function wordOf(character: string): RegExp {
  const start = '=\\?([^?\\s]{1,100})\\?([bq])\\?'
  const content = `((?:(?!=\\?[^?\\s]{1,100}\\?[bq]\\?)${character}){0,2000}?)`
  // Behind `?=` comes no byte of a word that goes on.
  return new RegExp(`${start}${content}\\?=(?![0-9a-f]{2}\\S{0,200}?\\?=)`, 'gi')
}

/**
 * Makes a header field say in UTF-8 what a mail program would read in it: bytes outside of ASCII (RFC 6532 allows
 * UTF-8 alone), and encoded words (RFC 2047) in any charset, with spaces and question marks inside, or with a character
 * begun in one and ended in the next.
 *
 * @param charset of the body, which who writes raw bytes means in the header, too
 */
export function mendField(field: Field, charset: string | undefined): Field {
  const bytes = Buffer.from(field, 'latin1')
  const text = isUtf8(bytes) && !field.includes('\x1b') ? bytes.toString() : decodeText(bytes, charset)
  const word = /^content-(?:type|disposition)\s*:/i.test(field) ? WORD_IN_QUOTES : WORD
  return Buffer.from(text.includes('=?') ? mendWords(text, word) : text).toString('latin1')
}

interface Word {
  charset: string
  bytes: Buffer[]
}

function mendWords(text: string, word: RegExp): string {
  let [mended, at] = ['', 0]
  let open: Word | undefined
  const close = () => {
    if (open) mended += encode(decodeText(Buffer.concat(open.bytes), open.charset))
    open = undefined
  }
  for (const { index, 0: whole, 1: charset = '', 2: encoding = '', 3: content = '' } of text.matchAll(word)) {
    const between = text.slice(at, index)
    const isNext = open !== undefined && GAP.test(between)
    const bytes = /b/i.test(encoding) ? Buffer.from(content, 'base64') : fromQ(content)
    if (open && isNext && open.charset === charset.toLowerCase()) open.bytes.push(bytes)
    else {
      close()
      if (!isNext) mended += between
      open = { charset: charset.toLowerCase(), bytes: [bytes] }
    }
    at = index + whole.length
  }
  close()
  return mended + text.slice(at)
}

/** The Q encoding (RFC 2047 section 4.2). Characters that are no byte stand for their UTF-8. */
function fromQ(content: string): Buffer {
  const text = Buffer.from(content.replace(/\r?\n[ \t]/g, '').replaceAll('_', ' ')).toString('latin1')
  return Buffer.from(
    text.replace(/=([0-9a-f]{2})/gi, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16))),
    'latin1',
  )
}

/** One word however long it is: nothing but a parser reads it. */
const encode = (text: string): string => `=?utf-8?B?${Buffer.from(text).toString('base64')}?=`
