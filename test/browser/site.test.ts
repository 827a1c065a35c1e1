/** The pages of the documentation that are made here, in a browser that reaches nothing else. */
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join, relative } from 'node:path'
import { pathToFileURL } from 'node:url'
import type { AxeResults } from 'axe-core'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { parse } from 'yaml'
import { readManifest } from '../../scripts/manifest.ts'
import { launchBrowser } from '../support/browser.ts'
import { docsFolder as docs } from '../support/docs-site.ts'
import { expectQuiet, openInbox, type Watched } from '../support/inbox-page.ts'
import { root } from '../support/process.ts'
import { startTestServer, type TestServer } from '../support/server.ts'

const read = (file: string) => readFileSync(join(docs, file), 'utf8')
const references = readManifest(root).map(({ name }) => `${name}.html`)
const pages = readdirSync(docs, { recursive: true, encoding: 'utf8' }).filter(
  file => file.endsWith('.html') && !references.includes(file),
)
const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')

/** The colours come from one place: they are looked at in the dark on one page of each kind. */
const ofEachKind = ['index.html', 'fidelity.html', 'guides/agent-reply.html', 'manual/architecture.html']

let server: TestServer
let browser: Browser
let watched: Watched
let origin: string

beforeAll(async () => {
  ;[server, browser] = await Promise.all([startTestServer(), launchBrowser()])
  origin = server.url
  watched = await openInbox(browser, `${origin}/docs/`)
})
afterAll(async () => {
  await browser?.close()
  await server?.stop()
})

/** What keeps somebody from using the page, of some rules alone or of all. */
async function violationsOf(page: Page, rules?: string[]): Promise<string[]> {
  const { violations } = await page.evaluate(runOnly => {
    const { axe } = globalThis as unknown as { axe: { run(options: object): Promise<AxeResults> } }
    return axe.run({ resultTypes: ['violations'], ...(runOnly ? { runOnly } : {}) })
  }, rules)
  return violations
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .flatMap(({ id, nodes }) =>
      nodes.map(({ target, failureSummary }) => `${id} ${target} ${failureSummary}`),
    )
}

it.each(pages)('%s can be read at every width, in the light and in the dark', async file => {
  const { page } = watched
  await page.goto(`${origin}/docs/${file}`)
  await page.evaluate(axe)
  for (const width of [390, 820, 1440]) {
    await page.setViewportSize({ width, height: 900 })
    const overflow = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)
    expect([width, overflow <= 0]).toEqual([width, true])
  }
  // The rows of the fidelity page are thousands of the same.
  await page.evaluate(() => {
    for (const group of document.querySelectorAll('tbody ~ tbody ~ tbody')) group.remove()
  })
  expect(await violationsOf(page), 'light').toEqual([])
  if (!ofEachKind.includes(file)) return expectQuiet(watched)
  await page.emulateMedia({ colorScheme: 'dark' })
  expect(await violationsOf(page, ['color-contrast']), 'dark').toEqual([])
  await page.emulateMedia({ colorScheme: 'light' })
  expectQuiet(watched)
})

it('a command names the server that shows it, also when it is copied', async () => {
  const { page } = watched
  await page.goto(`${origin}/docs/guides/agent-reply.html`)
  const text = await page.locator('main').innerText()
  expect(text).toContain(`curl -s ${origin}/v1/webhooks`)
  expect(text).not.toContain('http://127.0.0.1:3000')
  const block = page.locator('.code').filter({ hasText: 'receive-reply.mjs &' })
  await block.getByRole('button', { name: 'Copy' }).click()
  await block.getByRole('button', { name: 'Copied' }).waitFor()
  expect(await page.evaluate(() => navigator.clipboard.readText())).toBe(
    `curl -sO ${origin}/docs/examples/receive-reply.mjs\nnode receive-reply.mjs &`,
  )
})

it('a page from a disk names the usual one, with its pictures', async () => {
  const page = await browser.newPage()
  const complaints: string[] = []
  page.on('console', message => complaints.push(message.text()))
  await page.goto(pathToFileURL(join(docs, 'manual/inbox.html')).href)
  expect(await page.locator('main').innerText()).toContain('http://127.0.0.1:3000/')
  const [picture] = await page.locator('img').all()
  await picture?.scrollIntoViewIfNeeded()
  await page.waitForFunction(() => (document.querySelector('img')?.naturalWidth ?? 0) > 0)
  expect(complaints).toEqual([])
  await page.close()
})

/** Where the elements of a page can be linked to. */
const anchorsOf = (file: string): Set<string> => {
  const operations = references.includes(file)
    ? [...read(file.replace('.html', '.json')).matchAll(/"operationId": ?"(\w+)"/g)].map(
        ([, id]) => `operation/${id}`,
      )
    : [...read(file).matchAll(/ id="([^"]+)"/g)].map(([, id]) => id)
  return new Set(operations.filter(id => id !== undefined))
}

it('every link on every page leads to a file, and to a place in it', () => {
  const dead = pages.flatMap(file =>
    [...read(file).matchAll(/ (?:href|src)="([^"]+)"/g)]
      .map(([, link = '']) => link)
      .filter(link => !/^(https?|mailto|data):/.test(link))
      .filter(link => {
        const [path = '', fragment] = link.split('#')
        const target = path === '' ? file : relative(docs, join(docs, dirname(file), path))
        if (!existsSync(join(docs, target))) return true
        return fragment !== undefined && !anchorsOf(target).has(fragment)
      })
      .map(link => `${file}: ${link}`),
  )
  expect(dead).toEqual([])
})

it('the same texts are there as Markdown, whose links lead to files, too', () => {
  const texts = pages.filter(file => /^(guides|manual)\//.test(file)).map(file => file.replace(/html$/, 'md'))
  expect(texts.length).toBeGreaterThan(20)
  const dead = texts.flatMap(file =>
    [...read(file).matchAll(/\]\(([^)#\s]+)[^)]*\)/g)]
      .map(([, link = '']) => link)
      .filter(link => !/^(https?|mailto):/.test(link) && !existsSync(join(docs, dirname(file), link)))
      .map(link => `${file}: ${link}`),
  )
  expect(dead).toEqual([])
})

it('the workflows are there, and find the contracts beside them', () => {
  const files = readdirSync(join(docs, 'workflows'))
  expect(files.length).toBeGreaterThan(4)
  for (const file of files) {
    const { sourceDescriptions } = parse(read(`workflows/${file}`)) as {
      sourceDescriptions: { url: string }[]
    }
    for (const { url } of sourceDescriptions) expect(existsSync(join(docs, 'workflows', url)), url).toBe(true)
  }
})
