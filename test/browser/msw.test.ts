/** The mock in a page: no server answers but the one that brings the page. */
import { readFileSync } from 'node:fs'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { fileURLToPath } from 'node:url'
import { build } from 'esbuild'
import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { launchBrowser } from '../support/browser.ts'

let server: Server
let browser: Browser

beforeAll(async () => {
  const { outputFiles } = await build({
    entryPoints: [fileURLToPath(new URL('../support/mock-page.ts', import.meta.url))],
    bundle: true,
    format: 'esm',
    // Fails on every module of Node.
    platform: 'browser',
    write: false,
  })
  const worker = new URL('../mockServiceWorker.js', import.meta.resolve('msw'))
  const files: Record<string, [type: string, content: string]> = {
    '/': ['text/html', '<!doctype html><title>Page</title><script type="module" src="/page.js"></script>'],
    '/page.js': ['text/javascript', outputFiles[0]?.text ?? ''],
    '/mockServiceWorker.js': ['text/javascript', readFileSync(worker, 'utf8')],
  }
  server = createServer(({ url = '' }, response) => {
    const [type, content] = files[url] ?? []
    if (content === undefined) response.writeHead(404).end()
    else response.writeHead(200, { 'Content-Type': `${type}; charset=utf-8` }).end(content)
  })
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
  browser = await launchBrowser()
}, 120_000)

afterAll(async () => {
  await browser?.close()
  server?.close()
})

test('a page with the generated clients gets what it sent, errors on demand and refusals, without a backend', async () => {
  const page = await browser.newPage()
  const complaints: string[] = []
  page.on('pageerror', error => complaints.push(error.message))
  const { port } = server.address() as AddressInfo // listening on TCP
  await page.goto(`http://127.0.0.1:${port}/`)
  await page.waitForFunction(() => 'visited' in globalThis)
  const visited = await page.evaluate(() => (globalThis as unknown as { visited: Promise<unknown> }).visited)
  expect(visited).toMatchObject({
    created: {
      status: 201,
      data: { externalReference: 'page-1', subject: 'From a page', contact: { email: 'a@b.example' } },
    },
    taken: { status: 409, error: { error: 'reference_taken' } },
    refused: { status: 400, error: { errors: [{ path: '/subject', message: 'subject must not be empty' }] } },
    mail: { status: 200, data: { id: 7 } },
    stranger: 401,
  })
  expect(complaints).toEqual([])
}, 60_000)
