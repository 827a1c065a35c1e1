/** What a contract says in words, as a reader of its pages is to find it. */
import { marked, type Token, type Tokens } from 'marked'
import { follow, type OpenApiDocument, operationsOf } from '../../scripts/openapi-document.ts'

interface Described {
  $ref?: string
  summary?: string
  description?: string
}

/**
 * Every sentence that applies somewhere in a contract, by the place where it is said. What stands beside a `$ref` is said
 * instead of what the `$ref` leads to.
 */
export function descriptionsOf(document: OpenApiDocument): Map<string, string> {
  const all = new Map<string, string>()
  const seen = new Set<string>()
  const say = (at: string, { summary, description }: Described) => {
    if (summary) all.set(`${at} (summary)`, summary)
    if (description) all.set(at, description)
  }
  const read = (written: Described | undefined, at: string, isPart = false): void => {
    if (typeof written !== 'object' || written === null) return
    const { $ref: ref } = written
    if (ref === undefined) {
      if (!isPart) say(at, written)
      inside(written, at)
      return
    }
    if (written.description === undefined && !isPart) say(ref, follow(document, written) as Described)
    else say(at, written)
    if (!seen.has(ref)) inside(follow(document, written), ref)
    seen.add(ref)
  }
  const inside = (node: object, at: string): void => {
    for (const [key, value] of Object.entries(node)) {
      if (/^(x-|examples?$|if$|then$|else$|not$)/.test(key)) continue
      if (Array.isArray(value)) {
        value.forEach((one, index) => {
          read(one, `${at}/${key}/${index}`, key === 'allOf')
        })
      } else if (['properties', 'content', 'responses', 'headers'].includes(key)) {
        for (const [name, one] of Object.entries(value as object)) read(one, `${at}/${key}/${name}`)
      } else read(value, `${at}/${key}`)
    }
  }
  say('#/info', document.info)
  for (const tag of document.tags ?? []) say(`#/tags/${tag.name}`, tag)
  for (const section of ['paths', 'webhooks'] as const) {
    for (const { at, method, operation } of operationsOf(document, section)) {
      read(operation as Described, `${method} ${at}`)
    }
  }
  return all
}

/** The texts of which a description in Markdown consists, without its marks: paragraphs, entries and cells. */
export function textsOf(markdown: string): string[] {
  const texts = (tokens: Token[]): string[] =>
    tokens.flatMap(token => {
      if (token.type === 'list') return (token as Tokens.List).items.flatMap(({ tokens }) => texts(tokens))
      if (token.type === 'table') {
        const { header, rows } = token as Tokens.Table
        return [header, ...rows].flat().map(cell => plain(cell.tokens))
      }
      return token.type === 'space' ? [] : [plain((token as Tokens.Paragraph).tokens ?? [token])]
    })
  return texts(marked.lexer(markdown))
    .map(inOneLine)
    .filter(text => text !== '')
}

const plain = (tokens: Token[]): string =>
  tokens
    .map(token => {
      const { tokens, text, raw } = token as Tokens.Text
      if (tokens) return plain(tokens)
      if (token.type === 'codespan') return raw.replaceAll('`', '').trim()
      return token.type === 'escape' ? text : raw
    })
    .join('')

/** As a browser shows it. */
export const inOneLine = (text: string): string => text.replaceAll(/\s+/g, ' ').trim()
