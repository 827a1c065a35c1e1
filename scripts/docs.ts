/**
 * Writes the documentation to dist/docs: `npm run docs`. A page whose contract and tool have not changed since the
 * last time is left alone; `-- --force` writes it again. `-- --evidence <file>` shows on the fidelity page what
 * `verify --record` wrote there; it may be repeated. Each file is written beside its place and renamed into it,
 * as a server may be serving the folder.
 */
import { createHash } from 'node:crypto'
import { existsSync, globSync, mkdirSync, readFileSync, renameSync, rmSync } from 'node:fs'
import { writeFile } from 'node:fs/promises'
import { basename, dirname, join } from 'node:path'
import { parseArgs } from 'node:util'
import { stringify } from 'yaml'
import { judgeChanges } from './changes/judge.ts'
import { renderChanges } from './docs/changes.ts'
import { converterVersions, renderBruno, renderPostman } from './docs/collections.ts'
import { readEvidence } from './docs/evidence.ts'
import { type Contract, renderFidelity } from './docs/fidelity.ts'
import { renderIndex } from './docs/index-page.ts'
import { renderFidelityText, renderLlms, renderMarkdown } from './docs/markdown.ts'
import { spreadProvenance } from './docs/provenance.ts'
import { writeReference } from './docs/reference.ts'
import { withSamples } from './docs/samples.ts'
import { removeOthers, siteFiles, textPages } from './docs/site.ts'
import { type Api, readManifest } from './manifest.ts'
import type { OpenApiDocument } from './openapi-document.ts'
import { redoclyVersion } from './redocly.ts'

const repository = join(import.meta.dirname, '..')
const folder = join(repository, 'dist', 'docs')
const STAMPS = '.stamps.json'
/** Of the files that are made of a contract once for each stamp, what follows its name. */
const FILES = ['html', 'json', 'postman.json', 'bruno.json']

/** The tool and what this repository does to its pages: with another one, every page is stale. */
const BUILDER = [
  redoclyVersion,
  ...converterVersions,
  ...globSync('docs/**/*.ts', { cwd: import.meta.dirname })
    .sort()
    .map(file => readFileSync(join(import.meta.dirname, file), 'utf8')),
].join('\n')

const main = async (): Promise<void> => {
  const { force, evidence } = parseArgs({
    options: { force: { type: 'boolean', default: false }, evidence: { type: 'string', multiple: true } },
  }).values
  const runs = (evidence ?? []).flatMap(readEvidence)
  mkdirSync(folder, { recursive: true })
  const contracts = readManifest(repository).map(readContract)
  const built = force ? {} : readStamps()
  const stamps = await Promise.all(contracts.map(contract => buildReference(contract, built[contract.name])))
  const vendors = contracts.filter(({ isOurs }) => !isOurs)
  const pages = textPages(repository)
  const references = contracts.map(contract => ({ contract, text: renderMarkdown(contract.document) }))
  const site = siteFiles(repository, await changesText(contracts))
  const files: [file: string, content: string | Buffer][] = [
    ['index.html', renderIndex(contracts, pages)],
    ['fidelity.html', renderFidelity(vendors, runs)],
    ['fidelity.md', renderFidelityText(vendors)],
    ...site.map(({ file, content }): [string, string | Buffer] => [file, content]),
    ...references.flatMap(({ contract: { name, bundle }, text }): [string, string][] => [
      [`${name}.md`, text],
      [`${name}.yaml`, stringify(JSON.parse(bundle), { aliasDuplicateObjects: false })],
    ]),
    ['workspace.schema.json', readFileSync(join(repository, 'generated', 'workspace.schema.json'), 'utf8')],
    ...['index.md', 'llms.txt'].map((file): [string, string] => [file, renderLlms(contracts, pages)]),
    ['llms-full.txt', [...references, ...pages].map(({ text }) => text).join('\n\n')],
  ]
  for (const [file, content] of files) await publish(file, path => writeFile(path, content))
  removeOthers(folder, site)
  await publish(STAMPS, path => writeFile(path, JSON.stringify(Object.fromEntries(stamps))))
  console.log('docs: dist/docs/index.html is ready.')
}

/** What has changed in the contracts since the last release, and in each version, as Markdown. */
const changesText = async (contracts: readonly Contract[]): Promise<string> => {
  const { release, changes } = await judgeChanges(repository)
  const titles = new Map(contracts.map(({ name, document }) => [name, document.info.title]))
  return renderChanges(readFileSync(join(repository, 'CHANGELOG.md'), 'utf8'), release, changes, titles)
}

const readContract = (api: Api): Contract & { bundle: string; isOurs: boolean } => {
  const path = join(repository, api.folder, 'openapi.json')
  if (!existsSync(path)) throw new Error(`${api.folder}/openapi.json is missing. Run: npm run generate`)
  const document = withSamples(api.name, JSON.parse(readFileSync(path, 'utf8')) as OpenApiDocument)
  return {
    name: api.name,
    isOurs: api.isOurs,
    bundle: `${JSON.stringify(document, null, 2)}\n`,
    document: spreadProvenance(document),
  }
}

/** @returns API name → the stamp of its page; nothing where there was no build, or one that cannot be read */
const readStamps = (): Record<string, string> => {
  try {
    return JSON.parse(readFileSync(join(folder, STAMPS), 'utf8')) as Record<string, string>
  } catch {
    return {}
  }
}

/** @returns the name of the API and the stamp of its page: a page with another stamp is stale */
const buildReference = async (
  { name, bundle, document }: Contract & { bundle: string },
  built: string | undefined,
): Promise<[string, string]> => {
  const stamp = createHash('sha256').update(BUILDER).update(name).update(bundle).digest('hex')
  if (stamp === built && FILES.every(ending => existsSync(join(folder, `${name}.${ending}`)))) {
    console.log(`docs: ${name} is up to date.`)
    return [name, stamp]
  }
  const started = performance.now()
  await publish(`${name}.html`, path => writeReference(repository, name, document, path))
  await publish(`${name}.json`, path => writeFile(path, bundle))
  const contract = JSON.parse(bundle) as OpenApiDocument
  await publish(`${name}.postman.json`, async path => writeFile(path, await renderPostman(name, contract)))
  await publish(`${name}.bruno.json`, async path => writeFile(path, await renderBruno(name, contract)))
  console.log(`docs: built ${name} in ${Math.round(performance.now() - started)} ms.`)
  return [name, stamp]
}

/** @param write puts the file at the path it is given; nobody sees it there before it is whole */
const publish = async (file: string, write: (path: string) => Promise<void>): Promise<void> => {
  const place = join(folder, file)
  const unfinished = join(dirname(place), `.${basename(place)}.${process.pid}.unfinished`)
  mkdirSync(dirname(place), { recursive: true })
  try {
    await write(unfinished)
    renameSync(unfinished, place)
  } catch (error) {
    rmSync(unfinished, { force: true })
    throw error
  }
}

try {
  await main()
} catch (error) {
  console.error(`docs: ${error instanceof Error ? error.message : String(error)}`)
  process.exitCode = 1
}
