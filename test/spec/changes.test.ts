/** A change of a contract asks for the version and the line of CHANGELOG.md that tell its users. */
import { spawnSync } from 'node:child_process'
import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { type Change, changesSince } from '../../scripts/changes/compare.ts'
import { findProblems } from '../../scripts/changes/judge.ts'
import { renderChanges } from '../../scripts/docs/changes.ts'
import { readManifest } from '../../scripts/manifest.ts'
import { follow, type OpenApiDocument, type Schema } from '../../scripts/openapi-document.ts'

const repository = join(import.meta.dirname, '..', '..')
const apis = readManifest(repository)

/** A copy of this repository, as far as the scripts read it; its last release is 3.1.0, of the contracts as they are. */
let copy: string

beforeAll(() => {
  copy = mkdtempSync(join(tmpdir(), 'changes-'))
  for (const part of ['redocly.yaml', 'openapi/house-rules.js', 'scripts'])
    cpSync(join(repository, part), join(copy, part), { recursive: true })
  symlinkSync(join(repository, 'node_modules'), join(copy, 'node_modules'))
  for (const { name, folder } of apis)
    cpSync(join(repository, folder, 'openapi.json'), join(copy, 'openapi/releases/3.1.0', `${name}.json`))
})

beforeEach(() => {
  for (const { folder } of apis)
    cpSync(join(repository, folder, 'openapi.json'), join(copy, folder, 'openapi.json'))
  stand('3.1.0', '## [3.1.0] - 2026-01-01\n')
})

afterAll(() => rmSync(copy, { recursive: true }))

const stand = (version: string, changelog: string): void => {
  writeFileSync(join(copy, 'package.json'), JSON.stringify({ type: 'module', version }))
  writeFileSync(join(copy, 'CHANGELOG.md'), `# Changelog\n\n${changelog}`)
}

const change = (api: string, edit: (document: OpenApiDocument) => void): void => {
  const file = join(copy, 'generated', api, 'openapi.json')
  const document = JSON.parse(readFileSync(file, 'utf8')) as OpenApiDocument
  edit(document)
  writeFileSync(file, JSON.stringify(document))
}

const schema = (document: OpenApiDocument, name: string): Schema => {
  const found = document.components?.schemas?.[name]
  if (!found) throw new Error(`there is no schema ${name}`)
  return found
}
const removeProperty = (document: OpenApiDocument) => delete schema(document, 'Contact').properties?.phone
const addProperty = (document: OpenApiDocument) =>
  Object.assign(schema(document, 'Contact').properties ?? {}, { city: { type: 'string' } })

const changes = async (): Promise<Change[]> => changesSince(copy, '3.1.0')

test('a change that breaks callers is named, and asks for a major version and a line that says so', async () => {
  change('atender', removeProperty)
  const found = await changes()
  const problems = (version: string, changelog: string) => findProblems('3.1.0', found, version, changelog)
  const told = 'atender breaks its callers since 3.1.0:\n  Property `phone` of `Contact` was removed.\n'
  expect(problems('3.9.9', '## [3.9.9]\n\n- **Breaking:** Atender’s contacts have no `phone`.\n')).toEqual([
    `${told}Set the version in package.json, 3.9.9 now, to 4.0.0.`,
  ])
  const elsewhere = '## [4.0.0]\n\n- Atender’s contacts\n\n## [3.1.0]\n\n- **Breaking:** Atender\n'
  expect(problems('4.0.0', elsewhere)).toEqual([
    `${told}CHANGELOG.md lacks a line in its section [4.0.0]: - **Breaking:** atender …`,
  ])
  const line = '## [4.0.0]\n\n### Removed\n\n- **Breaking:** `phone` of Atender’s\n  contacts.\n'
  expect(problems('4.0.0', line)).toEqual([])
})

test('scopes, sizes and rates that are harder to meet break callers, although they stand in extensions', async () => {
  change('atender', document => {
    const post = follow(document, document.paths?.['/v1/conversations/outbound'] ?? {}).post
    const schemes = document.components?.securitySchemes as Record<
      string,
      Record<string, { starter: object }>
    >
    Object.assign(post ?? {}, { 'x-required-scopes': ['contacts:write'] })
    Object.assign(post?.requestBody ?? {}, { 'x-max-bytes': 1024 })
    Object.assign(schemes.apiKey?.['x-rate-limits']?.starter ?? {}, { perMinute: 1, burst: 11 })
  })
  const what = '`POST /v1/conversations/outbound`'
  expect((await changes()).map(({ impact, message }) => `${impact}: ${message}`)).toEqual([
    `major: \`x-required-scopes\` of ${what} changed from conversations:write to contacts:write.`,
    `major: \`x-max-bytes\` of \`requestBody\` of ${what} changed from 2097152 to 1024.`,
    'major: `x-rate-limits starter perMinute` of `securitySchemes.apiKey` changed from 60 to 1.',
    'minor: `x-rate-limits starter burst` of `securitySchemes.apiKey` changed from 10 to 11.',
  ])
})

test('an addition is named, and asks for a minor version and a line; another text asks for nothing', async () => {
  change('atender', addProperty)
  change('fernand', ({ info }) => Object.assign(info, { description: 'In other words.' }))
  const found = await changes()
  const text = '`description` of `info` changed.'
  expect(found).toContainEqual({ api: 'fernand', impact: 'patch', message: text })
  const problems = (version: string, changelog: string) => findProblems('3.1.0', found, version, changelog)
  const told = 'atender has something new since 3.1.0:\n  Property `city` of `Contact` was added.\n'
  expect(problems('3.1.1', '## [3.1.1]\n\n- Atender’s contacts have a `city`.\n')).toEqual([
    `${told}Set the version in package.json, 3.1.1 now, to 3.2.0.`,
  ])
  expect(problems('3.2.0', '## [3.2.0]\n\n- Fernand\n')).toEqual([
    `${told}CHANGELOG.md lacks a line in its section [3.2.0]: - atender …`,
  ])
  const line = '## [3.2.0]\n\n### Added\n\n- Atender’s contacts have a `city`.\n'
  expect(problems('3.2.0', line)).toEqual([])

  const titles = new Map([['atender', 'Atender API']])
  expect(renderChanges(line, '3.1.0', found, titles)).toBe(`# What has changed

## The contracts since 3.1.0

### Atender API

New:

- Property \`city\` of \`Contact\` was added.

### fernand

Other texts, examples and the like: 1.

## 3.2.0

### Added

- Atender’s contacts have a \`city\`.
`)
  expect(renderChanges(line, '3.1.0', [], titles)).toContain(
    'Nothing has changed in the contracts since 3.1.0.',
  )
})

test('a release keeps its contracts in place of the last one’s, once it has a later version and a day', () => {
  const run = (script: string, ...args: string[]) => {
    const { status, stderr } = spawnSync(process.execPath, [`scripts/${script}.ts`, ...args], {
      cwd: copy,
      encoding: 'utf8',
    })
    return [status, stderr]
  }
  expect(run('release')).toEqual([
    1,
    'release: 3.1.0 is released. Set a later version in package.json, 3.1.0 now.\n',
  ])
  change('atender', addProperty)
  expect(run('changes', '--check')).toEqual([1, expect.stringContaining('Property `city`')])
  stand('3.2.0', '## [3.2.0]\n\n- Atender\n')
  expect(run('release')).toEqual([1, expect.stringContaining('no heading "## [3.2.0] - "')])
  stand('3.2.0', '## [3.2.0] - 2026-02-01\n\n- Atender\n')
  expect(run('release')).toEqual([0, ''])
  expect(readdirSync(join(copy, 'openapi/releases'))).toEqual(['3.2.0'])
  expect(run('changes', '--check')).toEqual([0, ''])
})
