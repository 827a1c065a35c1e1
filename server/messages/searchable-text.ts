import { wordsOf } from '../store/search.ts'

/** Elements whose content nobody reads. */
const unread = new Set(['script', 'style', 'head', 'template'])

/** As far into HTML as text is looked for, in characters: a mail that shows nothing until there is no mail. */
const MOST_HTML = 1_000_000
/** As much text as is looked for, in characters; `wordsOf` looks no further. */
const MOST_TEXT = 65_536
/** How much is taken apart before the length is looked at again. */
const PIECE = 65_536

/** Loaded with the first message, not before the server is up. */
let tokenizerModule: Promise<typeof import('htmlparser2')> | undefined

/**
 * The text of HTML, for searching: no layout, a space for each tag. Linear in its length, and in no other measure: a
 * tokenizer keeps no stack of elements, whose depth would count for each tag. Not within a transaction.
 */
export async function searchableText(html: string): Promise<string> {
  tokenizerModule ??= import('htmlparser2')
  const { Tokenizer } = await tokenizerModule
  const ignore = () => {}
  let text = ''
  /** The element that the reading is in and nobody reads, and how many of that name it is in. */
  let within = { name: '', depth: 0 }
  const tokenizer = new Tokenizer(
    { decodeEntities: true },
    {
      onopentagname(start, end) {
        text += ' '
        const name = html.slice(start, end).toLowerCase()
        // The end tag of a head may be left out (HTML Living Standard, 13.1.2.4).
        if (within.name === 'head' && name === 'body') within = { name: '', depth: 0 }
        if (within.depth === 0 && unread.has(name)) within = { name, depth: 1 }
        else if (within.depth > 0 && name === within.name) within.depth++
      },
      onclosetag(start, end) {
        text += ' '
        if (within.depth === 0 || html.slice(start, end).toLowerCase() !== within.name) return
        within.depth--
        if (within.depth === 0) within.name = ''
      },
      ontext(start, end) {
        if (within.depth === 0) text += html.slice(start, end)
      },
      ontextentity(character) {
        if (within.depth === 0) text += String.fromCodePoint(character)
      },
      oncdata: ignore,
      oncomment: ignore,
      ondeclaration: ignore,
      onprocessinginstruction: ignore,
      onopentagend: ignore,
      onselfclosingtag: ignore,
      onattribname: ignore,
      onattribdata: ignore,
      onattribentity: ignore,
      onattribend: ignore,
      onend: ignore,
    },
  )
  const most = Math.min(html.length, MOST_HTML)
  for (let at = 0; at < most && text.length < MOST_TEXT; at += PIECE) {
    tokenizer.write(html.slice(at, Math.min(at + PIECE, most)))
  }
  tokenizer.end()
  return text
}

/** The words of HTML, as the index takes them. */
export const wordsOfHtml = async (html: string): Promise<string> => wordsOf(await searchableText(html))
