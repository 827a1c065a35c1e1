/** The reference page of one contract, as Redoc renders it, made whole: nothing to click open, nothing to fetch. */
import { readFile, rm, writeFile } from 'node:fs/promises'
import { type OpenApiDocument, operationsOf, type Schema } from '../openapi-document.ts'
import { redocly } from '../redocly.ts'
import { nestedSchemas } from './provenance.ts'

const referenceOptions = (name: string) => ({
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
  await writeFile(output, selfContained(await readFile(output, 'utf8')))
}

const forReading = (name: string, bundle: OpenApiDocument): OpenApiDocument => {
  const document = structuredClone(bundle)
  const links = `[All documentation](./index.html) · [How much of this is known](./fidelity.html#${name})`
  // Redoc 3 hides the operations of a tag until the reader opens it, one tag at a time. What a tag says of its operations
  // stands before them all.
  const groups = (document.tags ?? []).map(tag => `## ${tag.name}\n\n${tag.description ?? ''}`)
  document.info.description = [document.info.description ?? '', ...groups, links].join('\n\n')
  delete document.tags
  for (const { operation } of [...operationsOf(document, 'paths'), ...operationsOf(document, 'webhooks')]) {
    delete operation.tags
    for (const response of Object.values(operation.responses ?? {})) {
      // Redoc shows the extensions of operations and fields, not those of responses.
      response.description = `${response.description ?? ''}\n\n**provenance:** \`${response['x-provenance']}\``
    }
  }
  for (const schema of Object.values(document.components?.schemas ?? {})) dropConditions(schema)
  return document
}

/**
 * Redoc 3 renders a condition as alternatives, in each of which something is required that is not. A description
 * tells conditions to a reader better; machines read them in the contract.
 */
const dropConditions = (schema: Schema): void => {
  for (const keyword of CONDITIONS) delete schema[keyword]
  for (const keyword of ['allOf', 'anyOf', 'oneOf']) {
    const parts = schema[keyword]
    if (!Array.isArray(parts)) continue
    const rest = parts.filter(part =>
      Object.keys(part).some(key => ![...CONDITIONS, 'required'].includes(key)),
    )
    if (rest.length === 0) delete schema[keyword]
    else schema[keyword] = rest
  }
  for (const nested of nestedSchemas(schema)) dropConditions(nested)
}

const CONDITIONS = ['if', 'then', 'else', 'not']

const LOGO = `data:image/svg+xml,${encodeURIComponent(
  '<svg xmlns="http://www.w3.org/2000/svg" width="46" height="12"><text y="10" font-family="sans-serif" font-size="11" fill="#888">Redocly</text></svg>',
)}`

/** Redoc 3.0.1 fetches its logo from its vendor, and a browser asks the server for an icon. */
const selfContained = (html: string): string =>
  html
    .replaceAll(/https:\/\/cdn\.redoc\.ly\/redoc\/logo-mini(-full)?\.svg/g, LOGO)
    .replace('<head>', '<head>\n  <link rel="icon" href="data:,">')
