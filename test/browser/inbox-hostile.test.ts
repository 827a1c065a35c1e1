/** Whatever strangers write, the inbox runs nothing of it and asks nobody for anything. */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { launchBrowser } from '../support/browser.ts'
import { expectQuiet, openInbox, type Watched } from '../support/inbox-page.ts'
import { root } from '../support/process.ts'
import { conversation, startTestServer, type TestServer } from '../support/server.ts'

const vectors: string[] = JSON.parse(readFileSync(join(root, 'test/fixtures/xss/vectors.json'), 'utf8'))

let server: TestServer
let browser: Browser
let id: string

const onOneLine = (text: string): string => text.replaceAll(/[\r\n\0]/g, ' ')

beforeAll(async () => {
  ;[server, browser] = await Promise.all([startTestServer(), launchBrowser()])
  const whole = await open(vectors[0] ?? '', 0)
  id = whole
  for (const [index, vector] of vectors.entries()) {
    if (index > 0) await open(vector, index)
    const { response } = await server.atender.POST('/v1/conversations/{id}/messages', {
      params: { path: { id } },
      body: {
        direction: 'inbound',
        html: vector,
        attachments: [
          {
            name: onOneLine(vector)
              .replaceAll(/[\p{Cc}/\\]/gu, '_')
              .slice(0, 200),
            type: 'image/svg+xml',
            content: Buffer.from(vector).toString('base64'),
          },
        ],
      },
    })
    expect(response.status, vector).toBe(201)
  }
})
afterAll(async () => {
  await browser?.close()
  await server?.stop()
})

/** A conversation that has a vector wherever a text may stand. */
async function open(vector: string, index: number): Promise<string> {
  const { data, error } = await server.atender.POST('/v1/conversations/outbound', {
    body: {
      ...conversation(`hostile-${index}`),
      channel: 'webchat',
      subject: onOneLine(vector),
      contact: { email: `hostile-${index}@kunde.example`, name: onOneLine(vector).slice(0, 200) },
      customFields: { order_id: onOneLine(vector).slice(0, 200) },
      outboundContext: { metadata: { note: vector } },
    },
  })
  if (!data) throw new Error(`${vector}: ${JSON.stringify(error)}`)
  return data.id
}

it('a mail that would be taller than its window, whatever that is, stays as tall as its text', async () => {
  const { data } = await server.atender.POST('/v1/conversations/outbound', {
    body: {
      ...conversation('tall'),
      channel: 'webchat',
      outboundContext: {
        metadata: { tall: true },
        originalHtml: `<style>p { min-height: 110dvh }</style><div style="min-height: 120vh"><p>Tall</p></div>`,
      },
    },
  })
  const watched = await openInbox(browser, `${server.url}/inbox/conversations/${data?.id}`)
  const frame = watched.page.locator('iframe.mail-frame')
  await watched.page.frameLocator('iframe.mail-frame').getByText('Tall').waitFor()
  // It would grow with every frame that is drawn.
  await watched.page.evaluate(async () => {
    for (let frame = 0; frame < 30; frame++) await new Promise(requestAnimationFrame)
  })
  expect((await frame.boundingBox())?.height).toBeLessThan(200)
  await watched.context.close()
})

const ran = ({ page }: Watched) => page.evaluate(() => (globalThis as { ran?: unknown }).ran)

it('knows more than a hundred ways', () => expect(vectors.length).toBeGreaterThan(100))

it('runs nothing of what stands in subjects, names and metadata', async () => {
  const watched = await openInbox(browser, `${server.url}/inbox`)
  const { page } = watched
  const rows = page.locator('a.conversation')
  await rows.first().waitFor()
  for (let index = 0; index < vectors.length; index++) {
    await page.keyboard.press('j')
    if (index % 20 !== 0) continue
    await page.keyboard.press('Enter')
    await page.getByRole('complementary').getByText('Metadata').waitFor()
    await page.keyboard.press('Escape')
  }
  expect(await ran(watched)).toBeUndefined()
  expectQuiet(watched)
  await watched.context.close()
})

it('runs nothing of what stands in messages, with pictures shown and without, and asks nobody', async () => {
  const watched = await openInbox(browser, `${server.url}/inbox/conversations/${id}`)
  const { page } = watched
  const frames = page.locator('iframe.mail-frame')
  await frames.first().waitFor({ state: 'attached' })
  while (await page.getByRole('button', { name: 'Earlier messages' }).isVisible()) {
    const before = await frames.count()
    await page.getByRole('button', { name: 'Earlier messages' }).click()
    await page.waitForFunction(count => document.querySelectorAll('iframe.mail-frame').length > count, before)
  }
  expect(await frames.count()).toBe(vectors.length)
  // What is left of them is really in the frames.
  const read = () =>
    Promise.all(
      page
        .frames()
        .slice(1)
        .map(frame => frame.evaluate(() => document.body?.innerHTML ?? '')),
    )
  const filled = async () => (await read()).filter(text => text.includes('canvas')).length
  await expect.poll(filled, { timeout: 20_000 }).toBe(vectors.length)
  const texts = await read()
  for (const text of texts) {
    expect(text).not.toMatch(
      /<(script|iframe|object|embed|form|link|meta|base|svg|math)\b|\bon\w+=|javascript:/i,
    )
    expect(text).not.toMatch(/(src|background|srcset|poster)="?(https?:)?\/\/|url\(/i)
  }
  expect(await ran(watched)).toBeUndefined()
  expectQuiet(watched)

  // Pictures that the reader wants are asked for, and nothing else is.
  const buttons = page.getByRole('button', { name: 'Show pictures' })
  while ((await buttons.count()) > 0) await buttons.first().click()
  await expect.poll(filled, { timeout: 20_000 }).toBe(vectors.length)
  await expect.poll(() => watched.foreign.length).toBeGreaterThan(0)
  expect(watched.foreign.filter(address => !/\.(png|cur)$|\/x$/.test(address))).toEqual([])
  expect(await ran(watched)).toBeUndefined()
  expect(watched.stopped).toEqual([])
  await watched.context.close()
})
