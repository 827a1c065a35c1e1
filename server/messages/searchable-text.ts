/** Elements whose content nobody reads. */
const unread = new Set(['script', 'style', 'head', 'template'])

/** Loaded with the first message, not before the server is up. */
let parserModule: Promise<typeof import('htmlparser2')> | undefined

/** The text of HTML, for searching: no layout, a space for each tag. Linear in its length. */
export async function searchableText(html: string): Promise<string> {
  parserModule ??= import('htmlparser2')
  const { Parser } = await parserModule
  let text = ''
  let depth = 0
  const parser = new Parser(
    {
      onopentag(name) {
        if (unread.has(name)) depth++
        text += ' '
      },
      onclosetag(name) {
        if (unread.has(name)) depth--
        text += ' '
      },
      ontext(part) {
        if (depth === 0) text += part
      },
    },
    { decodeEntities: true },
  )
  parser.end(html)
  return text
}
