/**
 * Writes everything that is generated from the contracts and the demo workspace: `npm run generate`.
 * With `-- --check` it writes nothing and fails when the folder `generated` is not what it would write.
 */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { generateContract } from './generate/contract.ts'
import { renderDemo } from './generate/demo.ts'
import { findDrift, mend } from './generate/tree.ts'
import { renderWorkspaceSchema } from './generate/workspace-schema.ts'
import { readManifest } from './manifest.ts'
import type { OpenApiDocument } from './openapi-document.ts'

const repository = join(import.meta.dirname, '..')

const main = async (): Promise<number> => {
  const { check } = parseArgs({ options: { check: { type: 'boolean', default: false } } }).values
  const apis = readManifest(repository)
  const perApi = await Promise.all(
    apis.map(api => generateContract(repository, api).catch(nameApi(api.name))),
  )
  const fromContracts = new Map(perApi.flatMap(files => [...files]))
  const expected = new Map([...fromContracts, generateDemo(), generateWorkspaceSchema(fromContracts)])
  const drift = findDrift(repository, 'generated', expected)

  if (check && drift.length > 0) {
    for (const { file, is } of drift) console.error(`${file} is ${is}.`)
    console.error('The folder generated does not follow from openapi. Run: npm run generate')
    return 1
  }
  if (!check) mend(repository, drift, expected)
  for (const { file, is } of drift) console.log(is === 'stale' ? `deleted ${file}` : `wrote ${file}`)
  console.log(`generated: ${apis.map(api => api.name).join(', ')}; ${expected.size} files up to date.`)
  return 0
}

const WORKSPACE = 'server/workspaces/demo.yaml'

const generateDemo = (): [file: string, content: string] => [
  'generated/demo/workspace.ts',
  `// Generated from ${WORKSPACE}: do not edit, run \`npm run generate\`.\n\n${renderDemo(readFileSync(join(repository, WORKSPACE), 'utf8'))}`,
]

const generateWorkspaceSchema = (files: ReadonlyMap<string, string>): [file: string, content: string] => {
  const contract = (name: string) =>
    JSON.parse(files.get(`generated/${name}/openapi.json`) ?? '{}') as OpenApiDocument
  return ['generated/workspace.schema.json', renderWorkspaceSchema(contract('atender'), contract('fernand'))]
}

const nameApi = (name: string) => (error: unknown) => {
  throw new Error(`${name}: ${error instanceof Error ? error.message : String(error)}`)
}

try {
  process.exitCode = await main()
} catch (error) {
  console.error(`generate: ${error instanceof Error ? error.message : String(error)}`)
  process.exitCode = 1
}
