/** The mock in a page: no server answers but the one that brings the page. */
import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { bundle } from '../../scripts/build/size.ts'
import { launchBrowser, servePage } from '../support/browser.ts'

let pages: { url: string; stop(): void }
let browser: Browser

beforeAll(async () => {
  const worker = new URL('../mockServiceWorker.js', import.meta.resolve('msw'))
  pages = await servePage({
    'page.js': await bundle(fileURLToPath(new URL('../support/mock-page.ts', import.meta.url))),
    'mockServiceWorker.js': readFileSync(worker, 'utf8'),
  })
  browser = await launchBrowser()
}, 120_000)

afterAll(async () => {
  await browser?.close()
  pages?.stop()
})

test('a page with the generated clients gets what it sent, errors on demand and refusals, without a backend', async () => {
  const page = await browser.newPage()
  const complaints: string[] = []
  page.on('pageerror', error => complaints.push(error.message))
  await page.goto(pages.url)
  const visited = await page.evaluate(`import('/page.js').then(({ visit }) => visit())`)
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
