/** The documentation, built from nothing and opened in a browser that reaches no other host. */
import { spawnSync } from 'node:child_process'
import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { basename, join } from 'node:path'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { parse } from 'yaml'
import { readManifest } from '../../scripts/manifest.ts'
import { follow, type OpenApiDocument, operationsOf, type Schema } from '../../scripts/openapi-document.ts'
import { launchBrowser } from '../support/browser.ts'

const repository = join(import.meta.dirname, '..', '..')
const apis = readManifest(repository).map(api => {
  const source = readFileSync(join(repository, api.folder, 'openapi.json'), 'utf8')
  return { name: api.name, isOurs: api.isOurs, source, document: JSON.parse(source) as OpenApiDocument }
})
const pages = ['index', 'fidelity', ...apis.map(api => api.name)].map(name => `${name}.html`)

/** A copy of this repository, as far as the script reads it, so that nothing in it was built before. */
let copy: string
let server: Server
let browser: Browser
let origin: string
const visits = new Map<string, Visit>()

const build = (...args: string[]) =>
  spawnSync(process.execPath, ['scripts/docs.ts', ...args], { cwd: copy, encoding: 'utf8' })
const built = (file: string): string => join(copy, 'dist', 'docs', file)

beforeAll(async () => {
  copy = mkdtempSync(join(tmpdir(), 'docs-'))
  for (const part of [
    ...['generated', 'openapi', 'package.json', 'redocly.yaml', 'scripts'],
    ...['docs', 'examples', 'CHANGELOG.md', 'CONTRIBUTING.md', 'README.md'],
  ]) {
    cpSync(join(repository, part), join(copy, part), { recursive: true })
  }
  symlinkSync(join(repository, 'node_modules'), join(copy, 'node_modules'))
  mkdirSync(built(''), { recursive: true })
  const { status, stderr } = build()
  if (status !== 0) throw new Error(stderr)

  // The folder is served below /docs and nothing else is, as an absolute link would hide elsewhere.
  server = createServer(({ url = '' }, response) => {
    const path = new URL(url, 'http://localhost').pathname
    const file = built(basename(path))
    if (!path.startsWith('/docs/') || !existsSync(file)) response.writeHead(404).end()
    else response.setHeader('content-type', `${mediaType(file)}; charset=utf-8`).end(readFileSync(file))
  })
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
  origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}` // listening on TCP
  browser = await launchBrowser()
  // Most of a visit is waiting.
  await Promise.all(pages.map(async file => visits.set(file, await visit(file))))
}, 120_000)

afterAll(async () => {
  await browser?.close()
  server?.close()
  rmSync(copy, { recursive: true })
})

const mediaType = (file: string): string => (file.endsWith('.json') ? 'application/json' : 'text/html')

/** What came of reading a page from top to bottom. */
type Visit = { lines: string[]; links: string[]; foreign: string[]; complaints: string[] }

/** Requests to other hosts are recorded and go nowhere. */
const visit = async (file: string): Promise<Visit> => {
  const foreign: string[] = []
  const complaints: string[] = []
  const context = await browser.newContext({ viewport: { width: 1400, height: 2000 } })
  await context.route(
    url => url.origin !== origin,
    (route, request) => {
      if (/^(data|blob):/.test(request.url())) return route.continue()
      foreign.push(request.url())
      return route.abort()
    },
  )
  const page = await context.newPage()
  page.on('console', message => message.type() === 'error' && complaints.push(message.text()))
  page.on('pageerror', error => complaints.push(error.message))
  page.on('response', response => response.status() >= 400 && complaints.push(response.url()))
  await page.goto(`${origin}/docs/${file}`)
  // Redoc shows the introduction first, and what is below it when its script has run.
  if (apis.some(({ name }) => file === `${name}.html`)) {
    // Below the introduction it renders what is in view.
    await page.waitForFunction(() => {
      scrollTo(0, document.documentElement.scrollHeight)
      return document.body.innerText.includes('Request')
    })
    await page.evaluate(() => scrollTo(0, 0))
    await page.getByText('Loading...').waitFor({ state: 'hidden' })
  }
  const lines = await linesOf(page)
  const links = await page
    .locator('a[href^="./"]')
    .evaluateAll(all => all.map(link => (link as HTMLAnchorElement).href))
  await context.close()
  return { lines, links, foreign, complaints }
}

/**
 * The lines of text that a reader sees who scrolls through the page, as Redoc renders what is in view.
 * Without the zero-width spaces that let long names break.
 */
const linesOf = async (page: Page): Promise<string[]> => {
  const lines = new Set<string>()
  for (let still = 0; still < 3; ) {
    await page.waitForTimeout(100)
    // What came into view is rendered in the next frames; on a busy machine that takes its time.
    await page.evaluate(
      () =>
        new Promise(resolve => {
          requestAnimationFrame(() => requestAnimationFrame(() => requestIdleCallback(resolve)))
        }),
    )
    const view = await page.evaluate(() => {
      // innerText, not textContent: only what is visible counts.
      const text = document.body.innerText
      const before = scrollY
      scrollBy(0, innerHeight / 2)
      return { text, moved: scrollY !== before }
    })
    for (const line of view.text.replaceAll('\u200b', '').split('\n')) lines.add(line)
    still = view.moved ? 0 : still + 1
  }
  return [...lines]
}

/** The names of all fields, as the page prints them: `contact.email`, `attachments[].name`. */
const fieldsOf = (document: OpenApiDocument, written: Schema, path = ''): string[] => {
  const schema = follow(document, written)
  if (schema.items !== undefined) return fieldsOf(document, schema.items as Schema, `${path}[]`)
  return Object.entries(schema.properties ?? {}).flatMap(([key, property]) => {
    const name = path === '' ? key : `${path}.${key}`
    return [name, ...fieldsOf(document, property, name)]
  })
}

test.for(pages)('%s asks no other host for anything and raises no error', file => {
  expect(visits.get(file)).toMatchObject({ foreign: [], complaints: [] })
})

test.for(apis)(
  'the reference of $name shows every operation, every field that can be sent, and what is known of them',
  ({ name, isOurs, document }) => {
    const lines = visits.get(`${name}.html`)?.lines
    for (const { operation } of operationsOf(document, 'paths')) {
      expect(lines).toContain(operation.summary)
      for (const { schema } of Object.values(operation.requestBody?.content ?? {})) {
        expect(lines).toEqual(expect.arrayContaining(fieldsOf(document, schema ?? {})))
      }
      for (const status of Object.keys(operation.responses ?? {})) expect(lines).toContain(status)
      const scopes = operation['x-required-scopes'] ?? []
      if (scopes.length > 0) expect(lines).toContain(`required-scopes: ${JSON.stringify(scopes)}`)
    }
    // Paragraphs, as they read without their marks.
    for (const { name: group, description = '' } of document.tags ?? []) {
      expect(lines).toContain(group)
      for (const paragraph of description.split(/\n\s*\n/).filter(text => !/^\s*[|-]/.test(text))) {
        const text = paragraph.replaceAll(/\[([^\]]*)\]\([^)]*\)|\*\*|`/g, '$1').replaceAll(/\s+/g, ' ')
        expect(lines).toContain(text.trim())
      }
    }
    for (const value of isOurs ? ['ours'] : ['documented', 'assumed'])
      expect(lines).toContain(`provenance: ${value}`)
  },
)

test.for(apis)('the contract of $name can be downloaded as it is', async ({ name, source }) => {
  expect(await (await fetch(`${origin}/docs/${name}.json`)).text()).toBe(source)
})

test.for(apis)(
  'the contract of $name reads as Markdown, and is there as YAML',
  ({ name, document, source }) => {
    const read = (type: string) => readFileSync(built(`${name}.${type}`), 'utf8')
    expect(parse(read('yaml'))).toEqual(JSON.parse(source))
    const text = read('md')
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
  },
)

test('llms.txt leads to files that are there', () => {
  const links = [...readFileSync(built('llms.txt'), 'utf8').matchAll(/\]\(\.\/([^)]+)\)/g)].map(
    ([, file]) => file,
  )
  expect(links.length).toBeGreaterThan(apis.length * 3)
  for (const file of links) expect(existsSync(built(file ?? '')), file).toBe(true)
})

test('the fidelity page lists every operation, and shows one provenance at a time', async () => {
  for (const { document } of apis.filter(({ isOurs }) => !isOurs)) {
    for (const { operation } of operationsOf(document, 'paths')) {
      const row = new RegExp(`^${operation.operationId}\\toperation\\t(documented|described|assumed)\\t`)
      expect(visits.get('fidelity.html')?.lines).toContainEqual(expect.stringMatching(row))
    }
  }
  const page = await browser.newPage()
  await page.goto(`${origin}/docs/fidelity.html`)
  const rows = page.locator('tr[data-is]:visible')
  const all = await rows.count()
  let shown = 0
  for (const value of ['documented', 'described', 'assumed']) {
    await page.check(`[value=${value}]`)
    const visible = await rows.evaluateAll(elements =>
      elements.map(element => element.getAttribute('data-is')),
    )
    expect([...new Set(visible)]).toEqual([value])
    expect(await page.getByText(`${value} ${visible.length}`, { exact: true }).count()).toBe(1)
    shown += visible.length
  }
  expect(shown).toBe(all)
  await page.close()
})

test('what was recorded of a host is a fourth label of the fidelity page', async () => {
  const evidence = join(copy, 'evidence.json')
  const run = { api: 'atender', host: 'desk.example', date: '2026-11-30' }
  const confirmed = ['/components/schemas/Conversation/properties/createdAt']
  const said = { rule: 'response body: required', expected: 'a message' }
  const contradicted = [{ pointer: '/components/schemas/Error/required', ...said }]
  writeFileSync(evidence, JSON.stringify({ runs: [{ ...run, seen: [], confirmed, contradicted }] }))
  expect(build('--evidence', evidence).stderr).toBe('')
  const page = await browser.newPage()
  await page.goto(`${origin}/docs/fidelity.html`)
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
  await page.close()
  expect(build('--evidence', join(copy, 'package.json')).stderr).toMatch(/package\.json: Invalid key/)
  expect(build().status).toBe(0)
})

test.for(pages)('every link to another page on %s leads somewhere', async file => {
  const links = visits.get(file)?.links ?? []
  expect(links.length).toBeGreaterThan(0)
  for (const link of links) expect([link, (await fetch(link)).status]).toEqual([link, 200])
})

test('a page is built again only when its contract has changed, or by force', () => {
  const [changed, other] = [apis[0]?.name ?? '', apis[1]?.name ?? '']
  const builtAt = (name: string) => statSync(built(`${name}.html`)).mtimeMs
  const before = builtAt(other)

  expect(build().stdout).toContain(`docs: ${changed} is up to date.\n`)

  const bundle = join(copy, 'generated', changed, 'openapi.json')
  const source = readFileSync(bundle, 'utf8')
  writeFileSync(bundle, source.replace(/"title": ".*?"/, '"title": "Another title"'))
  expect(build().stdout).toMatch(new RegExp(`docs: built ${changed} in `))
  expect(readFileSync(built(`${changed}.html`), 'utf8')).toContain('Another title')
  expect(readFileSync(built('index.html'), 'utf8')).toContain('Another title')
  expect(builtAt(other)).toBe(before)

  expect(build('--force').stdout).toMatch(new RegExp(`docs: built ${other} in `))
  expect(builtAt(other)).toBeGreaterThan(before)
  expect(readdirSync(built('')).filter(file => file.includes('unfinished'))).toEqual([])

  rmSync(bundle)
  expect(build()).toMatchObject({
    status: 1,
    stderr: `docs: generated/${changed}/openapi.json is missing. Run: npm run generate\n`,
  })
})
