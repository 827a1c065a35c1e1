/** The documentation as it is built: what there is, and when it is built again. */
import { spawnSync } from 'node:child_process'
import {
  cpSync,
  existsSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it, test } from 'vitest'
import { parse } from 'yaml'
import { readEvidence } from '../../scripts/docs/evidence.ts'
import { groupsOf } from '../../scripts/docs/facts.ts'
import { renderFidelity } from '../../scripts/docs/fidelity.ts'
import { spreadProvenance } from '../../scripts/docs/provenance.ts'
import { type OpenApiDocument, operationsOf } from '../../scripts/openapi-document.ts'
import { launchBrowser } from '../support/browser.ts'
import { contracts as apis, openPage, serveDocs } from '../support/docs-site.ts'
import { root } from '../support/process.ts'

/** A copy of this repository, as far as the script reads it, with the docs that were built of it. */
let copy: string
let site: Awaited<ReturnType<typeof serveDocs>>
let browser: Browser

const build = (...args: string[]) =>
  spawnSync(process.execPath, ['scripts/docs.ts', ...args], { cwd: copy, encoding: 'utf8' })
/** Whether it is not what a build left that was killed. */
const isWhole = (file: string): boolean => !file.includes('.unfinished')
const built = (file: string): string => join(copy, 'dist', 'docs', file)

beforeAll(async () => {
  copy = mkdtempSync(join(tmpdir(), 'docs-'))
  for (const part of [
    ...['dist/docs', 'generated', 'openapi', 'package.json', 'redocly.yaml', 'scripts'],
    ...['docs', 'examples', 'CHANGELOG.md', 'CONTRIBUTING.md', 'README.md'],
  ]) {
    cpSync(join(root, part), join(copy, part), { recursive: true, filter: isWhole })
  }
  symlinkSync(join(root, 'node_modules'), join(copy, 'node_modules'))
  site = await serveDocs(built(''))
  browser = await launchBrowser()
})

afterAll(async () => {
  await browser?.close()
  site?.stop()
  rmSync(copy, { recursive: true })
})

test.for(apis)(
  'the contract of $name can be downloaded as it is, with samples of each request',
  ({ name, document }) => {
    const served = JSON.parse(readFileSync(built(`${name}.json`), 'utf8')) as OpenApiDocument
    for (const { operation } of operationsOf(served, 'paths')) {
      const labels = operation['x-codeSamples']?.map(({ label }) => label)
      expect(labels).toEqual(['curl', 'TypeScript', 'Python', 'PHP'])
      delete operation['x-codeSamples']
    }
    expect(served).toEqual(document)
    expect(parse(readFileSync(built(`${name}.yaml`), 'utf8'))).toMatchObject(document)
  },
)

test.for(apis)('the contract of $name reads as Markdown', ({ name, document }) => {
  const text = readFileSync(built(`${name}.md`), 'utf8')
  for (const { at, method, operation } of operationsOf(document, 'paths')) {
    expect(text).toContain(`### ${method.toUpperCase()} ${at}\n\n${operation.summary}\n`)
    for (const status of Object.keys(operation.responses ?? {})) expect(text).toContain(`- \`${status}\`: `)
  }
  for (const { description = '' } of document.tags ?? []) expect(text).toContain(description.trim())
  for (const [schema, { properties = {} }] of Object.entries(document.components?.schemas ?? {})) {
    const [, section = ''] = text.split(`\n### ${schema}\n`)
    for (const field of Object.keys(properties)) expect(section).toContain(`- \`${field}\` (`)
  }
  expect(readFileSync(built('llms-full.txt'), 'utf8')).toContain(text.trim())
})

test('llms.txt leads to files that are there', () => {
  const links = [...readFileSync(built('llms.txt'), 'utf8').matchAll(/\]\(\.\/([^)]+)\)/g)].map(
    ([, file]) => file,
  )
  expect(links.length).toBeGreaterThan(apis.length * 3)
  for (const file of links) expect(existsSync(built(file ?? '')), file).toBe(true)
})

/** The rows that are shown, each with its cells. */
const shownRows = (page: Page) =>
  page.evaluate(() =>
    [...document.querySelectorAll<HTMLTableRowElement>('tr[data-is]')].flatMap(row =>
      row.checkVisibility() ? [[...row.cells].map(cell => cell.innerText.trim())] : [],
    ),
  )

describe('the fidelity page', () => {
  it('lists every operation, and shows one provenance at a time, with its sum', async () => {
    await using visit = await openPage(browser, site.origin, '/docs/fidelity.html')
    const { page } = visit
    const all = await shownRows(page)
    for (const { document } of apis.filter(({ isOurs }) => !isOurs)) {
      for (const { operation } of operationsOf(document, 'paths')) {
        expect(all.map(([name, kind]) => [name, kind])).toContainEqual([operation.operationId, 'operation'])
      }
    }
    let sum = 0
    for (const value of ['documented', 'described', 'assumed']) {
      await page.check(`[value=${value}]`)
      const shown = await shownRows(page)
      expect([...new Set(shown.map(([, , provenance]) => provenance))]).toEqual([value])
      expect(await page.locator('fieldset').innerText()).toContain(`${value} ${shown.length}`)
      expect(await page.locator('output').innerText()).toBe(`${shown.length} of ${all.length} facts`)
      sum += shown.length
    }
    expect(sum).toBe(all.length)
    expect(visit).toMatchObject({ foreign: [], complaints: [] })
  })

  it('is searched, and narrowed down to an API and an operation', async () => {
    await using visit = await openPage(browser, site.origin, '/docs/fidelity.html')
    const { page } = visit
    await page.fill('[name=text]', 'retry AFTER')
    for (const cells of await shownRows(page)) expect(cells.join(' ')).toMatch(/retry|after/i)
    await page.fill('[name=text]', 'there is no such word')
    expect(await page.locator('section:visible').count()).toBe(0)
    await page.fill('[name=text]', '')
    await page.selectOption('[name=api]', 'fernand')
    expect(await page.locator('section:visible h2').allInnerTexts()).toEqual(['Fernand API'])
    await page.selectOption('[name=group]', 'fernand POST /conversations/compose')
    expect(await page.locator('.group:visible code').allInnerTexts()).toEqual(['POST /conversations/compose'])
  })

  it('says where the page stops of everything that is assumed', () => {
    for (const { name, document } of apis.filter(({ isOurs }) => !isOurs)) {
      const groups = groupsOf(spreadProvenance(document))
      const assumed = groups.filter(({ facts }) => facts.some(({ provenance }) => provenance === 'assumed'))
      const open = (document.info['x-left-open'] ?? []).flatMap(({ for: names }) => names)
      expect([name, open.toSorted()]).toEqual([name, assumed.map(group => group.name).toSorted()])
    }
  })
})

/** What `verify --record` wrote of a host. */
function evidence(): string {
  const file = join(copy, 'evidence.json')
  const run = { api: 'atender', host: 'desk.example', date: '2026-11-30' }
  const confirmed = ['/components/schemas/Conversation/properties/createdAt']
  const said = { rule: 'response body: required', expected: 'a message' }
  const contradicted = [{ pointer: '/components/schemas/Error/required', ...said }]
  writeFileSync(file, JSON.stringify({ runs: [{ ...run, seen: [], confirmed, contradicted }] }))
  return file
}

test('what was recorded of a host is a fourth label of the fidelity page', async () => {
  const vendors = apis.flatMap(({ name, isOurs, document }) =>
    isOurs ? [] : [{ name, document: spreadProvenance(document) }],
  )
  writeFileSync(built('observed.html'), renderFidelity(vendors, readEvidence(evidence())))
  await using visit = await openPage(browser, site.origin, '/docs/observed.html')
  const { page } = visit
  await page.check('[value=observed]')
  const rows = page.locator('tr[data-is]:visible')
  expect(await rows.allInnerTexts()).toEqual([
    expect.stringMatching(/^createdAt\tfield\tassumed observed\s+desk.example, 2026-11-30\s/),
  ])
  const box = await page.locator('.evidence').innerText()
  expect(box).toMatch(
    /Contradicted: 1\s+\/components\/schemas\/Error\/required\s+response body: required: we say a message/,
  )
  expect(box).toContain('Not printed, and confirmed: 1')
})

test('a page is built again only when its contract has changed, or by force', () => {
  const [other, changed] = [apis[0]?.name ?? '', apis[1]?.name ?? '']
  const builtAt = (name: string) => statSync(built(`${name}.html`)).mtimeMs
  const before = builtAt(other)

  const bundle = join(copy, 'generated', changed, 'openapi.json')
  const source = readFileSync(bundle, 'utf8')
  writeFileSync(bundle, source.replace(/"title": ".*?"/, '"title": "Another title"'))
  const { stdout } = build()
  expect(stdout).toContain(`docs: ${other} is up to date.\n`)
  expect(stdout).toMatch(new RegExp(`docs: built ${changed} in `))
  expect(readFileSync(built(`${changed}.html`), 'utf8')).toContain('Another title')
  expect(readFileSync(built('index.html'), 'utf8')).toContain('Another title')
  expect(builtAt(other)).toBe(before)

  expect(build('--evidence', join(copy, 'package.json')).stderr).toMatch(/package\.json: Invalid key/)
  expect(readFileSync(built('fidelity.html'), 'utf8')).not.toContain('desk.example')
  // One contract shows the same as three.
  const manifest = readFileSync(join(copy, 'redocly.yaml'), 'utf8')
  writeFileSync(join(copy, 'redocly.yaml'), manifest.replace(/^ {2}fernand:[\s\S]*?(?=\nextends:)/m, ''))
  expect(build('--force', '--evidence', evidence()).stdout).toMatch(new RegExp(`docs: built ${other} in `))
  expect(builtAt(other)).toBeGreaterThan(before)
  expect(readFileSync(built('fidelity.html'), 'utf8')).toContain('desk.example')
  expect(readdirSync(built('')).filter(file => file.includes('unfinished'))).toEqual([])

  rmSync(join(copy, 'generated', other, 'openapi.json'))
  expect(build()).toMatchObject({
    status: 1,
    stderr: `docs: generated/${other}/openapi.json is missing. Run: npm run generate\n`,
  })
})
