/**
 * Writes the documentation to dist/docs: `npm run docs`. A page whose contract and tool have not changed since the
 * last time is left alone; `-- --force` writes it again. `-- --evidence <file>` shows on the fidelity page what
 * `verify --record` wrote there; it may be repeated. Each file is written beside its place and renamed into it,
 * as a server may be serving the folder.
 */
import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, readFileSync, renameSync, rmSync } from 'node:fs'
import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { stringify } from 'yaml'
import { judgeChanges } from './changes/judge.ts'
import { renderChanges } from './docs/changes.ts'
import { converterVersions, renderBruno, renderPostman } from './docs/collections.ts'
import { readEvidence } from './docs/evidence.ts'
import { type Contract, renderFidelity } from './docs/fidelity.ts'
import { renderIndex } from './docs/index-page.ts'
import { renderLlms, renderMarkdown } from './docs/markdown.ts'
import { spreadProvenance } from './docs/provenance.ts'
import { writeReference } from './docs/reference.ts'
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
  ...['collections.ts', 'provenance.ts', 'reference.ts'].map(file =>
    readFileSync(join(import.meta.dirname, 'docs', file), 'utf8'),
  ),
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
  await publish('fidelity.html', path =>
    writeFile(
      path,
      renderFidelity(
        contracts.filter(({ isOurs }) => !isOurs),
        runs,
      ),
    ),
  )
  await publish('index.html', path => writeFile(path, renderIndex(contracts)))
  const texts = contracts.map(contract => ({ contract, text: renderMarkdown(contract.document) }))
  for (const { contract, text } of texts) {
    await publish(`${contract.name}.md`, path => writeFile(path, text))
    await publish(`${contract.name}.yaml`, path =>
      writeFile(path, stringify(JSON.parse(contract.bundle), { aliasDuplicateObjects: false })),
    )
  }
  const schema = readFileSync(join(repository, 'generated', 'workspace.schema.json'), 'utf8')
  await publish('workspace.schema.json', path => writeFile(path, schema))
  await publish('llms.txt', path => writeFile(path, renderLlms(contracts)))
  await publish('llms-full.txt', path => writeFile(path, texts.map(({ text }) => text).join('\n\n')))
  const titles = new Map(contracts.map(({ name, document }) => [name, document.info.title]))
  const { release, changes } = await judgeChanges(repository)
  const changelog = readFileSync(join(repository, 'CHANGELOG.md'), 'utf8')
  await publish('changes.md', path => writeFile(path, renderChanges(changelog, release, changes, titles)))
  await publish(STAMPS, path => writeFile(path, JSON.stringify(Object.fromEntries(stamps))))
  console.log('docs: dist/docs/index.html is ready.')
}

const readContract = (api: Api): Contract & { bundle: string; isOurs: boolean } => {
  const path = join(repository, api.folder, 'openapi.json')
  if (!existsSync(path)) throw new Error(`${api.folder}/openapi.json is missing. Run: npm run generate`)
  const bundle = readFileSync(path, 'utf8')
  return {
    name: api.name,
    isOurs: api.isOurs,
    bundle,
    document: spreadProvenance(JSON.parse(bundle) as OpenApiDocument),
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
  const unfinished = join(folder, `.${file}.${process.pid}.unfinished`)
  try {
    await write(unfinished)
    renameSync(unfinished, join(folder, file))
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
