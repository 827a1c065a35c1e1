/** The documentation as `npm run docs` left it, served to a browser that reaches no other host. */
import { existsSync, readFileSync, statSync } from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { join, normalize } from 'node:path'
import type { Browser, Page } from 'playwright-core'
import { readManifest } from '../../scripts/manifest.ts'
import type { OpenApiDocument } from '../../scripts/openapi-document.ts'
import { root } from './process.ts'

/** The contracts that the docs are about. */
export const contracts = readManifest(root).map(({ name, isOurs, folder }) => {
  const document = JSON.parse(readFileSync(join(root, folder, 'openapi.json'), 'utf8')) as OpenApiDocument
  return { name, isOurs, document }
})

export const docsFolder = join(root, 'dist', 'docs')

const MEDIA_TYPES: Record<string, string> = { html: 'text/html', json: 'application/json', png: 'image/png' }

/**
 * Serves a folder below /docs and nothing else, as an absolute link would hide elsewhere.
 *
 * @returns where it is served, without the path
 */
export async function serveDocs(folder: string): Promise<{ origin: string; stop(): void }> {
  const server = createServer(({ url = '' }, response) => {
    const path = decodeURIComponent(new URL(url, 'http://localhost').pathname)
    const file = join(folder, normalize(path.slice('/docs'.length)))
    if (!path.startsWith('/docs/') || !existsSync(file) || !statSync(file).isFile()) {
      response.writeHead(404).end()
      return
    }
    const type = MEDIA_TYPES[file.split('.').at(-1) ?? ''] ?? 'text/plain'
    response.setHeader('content-type', `${type}; charset=utf-8`).end(readFileSync(file))
  })
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo // it listens on TCP
  return { origin: `http://127.0.0.1:${port}`, stop: () => void server.close() }
}

/** A page with what it asked other hosts for, which went nowhere, and what it complained of. */
export async function openPage(browser: Browser, origin: string, path: string) {
  const foreign: string[] = []
  const complaints: string[] = []
  const context = await browser.newContext({ viewport: { width: 1440, height: 4000 } })
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
  await page.goto(`${origin}${path}`)
  return { page, foreign, complaints, [Symbol.asyncDispose]: () => context.close() }
}

/** What a reader sees who scrolls through a page that renders what is in view, without the spaces of no width. */
export async function readThrough(page: Page): Promise<string> {
  const views: string[] = []
  await page.evaluate(() => scrollTo(0, 0))
  for (let still = 0; still < 3; ) {
    // What came into view is rendered in the next frames; on a busy machine that takes its time.
    await page.evaluate(
      () =>
        new Promise(resolve => {
          requestAnimationFrame(() => requestAnimationFrame(() => requestIdleCallback(resolve)))
          setTimeout(resolve, 2_000)
        }),
    )
    const { text, moved } = await page.evaluate(() => {
      // innerText, not textContent: only what is visible counts.
      const text = document.body.innerText
      const before = scrollY
      scrollBy(0, innerHeight / 2)
      return { text, moved: scrollY !== before }
    })
    views.push(text)
    if (!moved) await page.waitForTimeout(100)
    still = moved ? 0 : still + 1
  }
  return views.join('\n').replaceAll('\u200b', '')
}
