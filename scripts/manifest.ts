/** The contracts of this repository, as redocly.yaml lists them. */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { parse } from 'yaml'

export type Api = {
  readonly name: string
  /** The index of the contract, relative to the repository. */
  readonly root: string
  /** Where everything generated from it goes, relative to the repository. */
  readonly folder: string
  /** Whether no vendor has it. */
  readonly isOurs: boolean
}

type Entry = { root?: unknown; 'x-ours'?: unknown; 'x-openapi-ts'?: { output?: unknown } }

/**
 * @param repository absolute path of the folder that holds redocly.yaml
 * @throws Error naming the entry that is wrong
 */
export const readManifest = (repository: string): readonly Api[] => {
  const config = parse(readFileSync(join(repository, 'redocly.yaml'), 'utf8')) as {
    apis?: Record<string, Entry>
  }
  const apis = Object.entries(config.apis ?? {}).map(([name, entry]) => toApi(name, entry))
  if (apis.length === 0) throw new Error('redocly.yaml lists no contract under `apis`.')
  return apis
}

const toApi = (name: string, entry: Entry): Api => {
  const folder = `generated/${name}`
  // `generate` deletes what it did not write, so the folder is not a matter of taste.
  if (entry['x-openapi-ts']?.output !== `${folder}/types.ts`) {
    throw new Error(`redocly.yaml, apis.${name}: x-openapi-ts.output must be ${folder}/types.ts.`)
  }
  if (typeof entry.root !== 'string') throw new Error(`redocly.yaml, apis.${name}: root is missing.`)
  return { name, root: entry.root, folder, isOurs: entry['x-ours'] === true }
}
