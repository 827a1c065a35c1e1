/** Everything that is generated from one contract, as file names and their contents. */
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import openapiTS, { astToString } from 'openapi-typescript'
import type { Api } from '../manifest.ts'
import type { OpenApiDocument } from '../openapi-document.ts'
import { redocly } from '../redocly.ts'
import { renderAnswers } from './answers.ts'
import { renderFacts } from './facts.ts'
import { renderOperations } from './operations.ts'

/** @returns path relative to the repository → content */
export const generateContract = async (repository: string, api: Api): Promise<Map<string, string>> => {
  const document = await bundle(repository, api)
  const banner = `// Generated from ${api.root}: do not edit, run \`npm run generate\`.\n\n`
  return new Map([
    [`${api.folder}/answers.ts`, banner + renderAnswers(document)],
    [`${api.folder}/client.ts`, banner + renderClient(api.name)],
    [`${api.folder}/facts.ts`, banner + renderFacts(document)],
    [`${api.folder}/openapi.json`, `${JSON.stringify(document, null, 2)}\n`],
    [`${api.folder}/operations.ts`, banner + renderOperations(document)],
    [`${api.folder}/types.ts`, banner + (await renderTypes(document))],
  ])
}

const bundle = async (repository: string, api: Api): Promise<OpenApiDocument> => {
  const scratch = await mkdtemp(join(tmpdir(), 'contract-'))
  try {
    const output = join(scratch, 'openapi.json')
    // Two files of one name in different folders would otherwise be renamed by the order in which they are met.
    const strict = ['--component-renaming-conflicts-severity', 'error']
    await redocly(repository, ['bundle', api.name, '--output', output, ...strict])
    return sortComponents(JSON.parse(await readFile(output, 'utf8')) as OpenApiDocument)
  } finally {
    await rm(scratch, { recursive: true })
  }
}

/** The bundler writes components as it meets them; by name, an edit elsewhere does not move them about. */
const sortComponents = (document: OpenApiDocument): OpenApiDocument => ({
  ...document,
  components: sortKeys(document.components ?? {}, sortKeys),
})

const sortKeys = <Value>(
  record: Record<string, Value>,
  each = (value: Value): Value => value,
): Record<string, Value> =>
  Object.fromEntries(
    Object.entries(record)
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([key, value]) => [key, each(value)]),
  )

const renderTypes = async (document: OpenApiDocument): Promise<string> => {
  // The tool reads its own copy of the document, and changes it.
  const source = JSON.stringify(document)
  // A property with a `default` stays optional in what a caller sends.
  const ast = await openapiTS(source, { defaultNonNullable: false, silent: true })
  return astToString(ast)
}

const renderClient = (name: string): string => {
  const factory = `create${name.split('-').map(capitalize).join('')}Client`
  return `import createClient, { type Client, type ClientOptions } from 'openapi-fetch'
import type { paths } from './types.ts'

export const ${factory} = (options?: ClientOptions): Client<paths> => createClient<paths>(options)
`
}

const capitalize = (word: string): string => word.charAt(0).toUpperCase() + word.slice(1)
