/** The reference page of one contract, as Redoc renders it, made whole: nothing to click open, nothing to fetch. */
import { readFile, rm, writeFile } from 'node:fs/promises'
import { type OpenApiDocument, operationsOf } from '../openapi-document.ts'
import { redocly } from '../redocly.ts'
import { withPolicy } from './policy.ts'
import { forReading } from './reading.ts'
import { referenceServerOf } from './samples/request.ts'

const referenceOptions = (name: string) => ({
  // Of operations; what is in them has marks.
  showExtensions: ['x-provenance', 'x-required-scopes'],
  schemasExpansionLevel: 'all',
  downloadUrls: [{ title: 'OpenAPI document', url: `./${name}.json` }],
})

/**
 * @param document with provenance spread over it
 * @param output path of the page; the document that it is rendered from stands beside it while it is written
 */
export const writeReference = async (
  repository: string,
  name: string,
  document: OpenApiDocument,
  output: string,
): Promise<void> => {
  const options = JSON.stringify(referenceOptions(name))
  const input = `${output}.json`
  await writeFile(input, JSON.stringify(forReading(name, document)))
  try {
    await redocly(repository, [
      'build-docs',
      input,
      '--output',
      output,
      '--inlineBundle',
      '--openapi',
      options,
    ])
  } finally {
    await rm(input, { force: true })
  }
  await writeFile(output, withPolicy(started(selfContained(await readFile(output, 'utf8')), document)))
}

/**
 * Before Redoc starts: addresses of operations that do not tell their group (`#operation/createWebhook`), and the address
 * of the reference server, which is the one that serves the page below `/docs/`.
 */
const starting = (document: OpenApiDocument): string => String.raw`<script>
const usual = '${referenceServerOf(document)}'
const places = ${JSON.stringify(placesOf(document))}
const named = () => places[/^#operation\/(\w+)$/.exec(location.hash)?.[1]]
const goThere = () => { if (named()) location.replace('#' + named()) }
addEventListener('hashchange', goThere)
goThere()
const above = location.protocol.startsWith('http') ? location.pathname.split('/docs/') : []
const served = text => above.length > 1 ? text.replaceAll(usual, location.origin + above[0]) : text
const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT)
while (texts.nextNode()) if (texts.currentNode.data.includes(usual)) texts.currentNode.data = served(texts.currentNode.data)
</script>
`

/** Where Redoc shows each operation, by its operationId. */
const placesOf = (document: OpenApiDocument): Record<string, string> =>
  Object.fromEntries(
    operationsOf(document, 'paths').map(({ operation: { operationId = '', tags: [tag = ''] = [] } }) => [
      operationId,
      `/${tag.toLowerCase().replaceAll(' ', '-')}/${operationId.toLowerCase()}`,
    ]),
  )

const LOGO = `data:image/svg+xml,${encodeURIComponent(
  '<svg xmlns="http://www.w3.org/2000/svg" width="46" height="12"><text y="10" font-family="sans-serif" font-size="11" fill="#888">Redocly</text></svg>',
)}`

/** Names in tables, and on a phone the version in the title, stay in one piece. */
const STYLE = `
td code { white-space: nowrap }
@media (max-width: 40rem) { h1 { font-size: 1.75rem !important; overflow-wrap: normal !important; word-break: normal !important } }
`

/** Redoc 3.0.1 fetches its logo from its vendor, and a browser asks the server for an icon. */
const selfContained = (html: string): string =>
  html
    .replaceAll(/https:\/\/cdn\.redoc\.ly\/redoc\/logo-mini(-full)?\.svg/g, LOGO)
    .replace('<head>', `<head>\n  <link rel="icon" href="data:,">\n  <style>${STYLE}</style>`)

/** @throws Error when the page of this Redoc does not begin as that of the one it was written for */
const started = (html: string, document: OpenApiDocument): string => {
  const [module, call] = ['<script type="module">', 'hydrate(__redoc_definition,']
  if (html.split(module).length !== 2 || html.split(call).length !== 2)
    throw new Error('The page is not one of Redoc 3.0.1: see scripts/docs/reference.ts.')
  return html
    .replace(module, () => `${starting(document)}${module}`)
    .replace(call, 'hydrate(JSON.parse(served(JSON.stringify(__redoc_definition))),')
}
