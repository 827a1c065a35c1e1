/** Every screen of the inbox, in both schemes and on a phone: nothing that axe knows is wrong with it. */
import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import type { AxeResults } from 'axe-core'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { launchBrowser } from '../support/browser.ts'
import { copyOf } from '../support/control.ts'
import { expectQuiet, openInbox } from '../support/inbox-page.ts'
import { conversation, mail, startTestServer, type TestServer } from '../support/server.ts'

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')

let server: TestServer
let browser: Browser
let copy: ReturnType<typeof copyOf>
/** What to open, by what it shows. */
let screens: Record<string, string>

beforeAll(async () => {
  ;[server, browser] = await Promise.all([startTestServer(), launchBrowser()])
  copy = copyOf(server, 'looks')
  screens = await fill()
})
afterAll(async () => {
  await browser?.close()
  await server?.stop()
})

/** Something of everything. */
async function fill(): Promise<Record<string, string>> {
  const { atender, fernand, control } = copy
  const { data: receiver } = await control.PUT('/_control/receivers/{name}', {
    params: { path: { name: 'crm' } },
    body: { answers: [500, 204] },
  })
  const { data: subscription } = await control.POST('/_control/subscriptions', {
    body: { name: 'CRM', url: receiver?.url ?? '', events: ['*'] },
  })
  const body = {
    ...conversation('looks-1'),
    channel: 'webchat' as const,
    tags: ['vip'],
    metadata: { cart: 3 },
  }
  const { data: made } = await atender.POST('/v1/conversations/outbound', { body })
  const id = made?.id ?? ''
  await control.POST('/_control/conversations/{id}/customer-message', {
    params: { path: { id } },
    body: { text: 'Where is it?\n> You asked before.', html: '<p>Where is <b>it</b>?</p>' },
  })
  await control.POST('/_control/conversations/{id}/agent-reply', {
    params: { path: { id } },
    body: {
      text: 'On its way.',
      attachments: [{ name: 'label.txt', type: 'text/plain', content: 'TGFiZWw=' }],
    },
  })
  const mails = { bounced: 'bounced+550@kunde.example', waiting: 'ada@kunde.example' }
  await fernand.POST('/conversations/compose', { body: { ...mail, to: mails.bounced } })
  const { data: late } = await fernand.POST('/conversations/compose', {
    body: { ...mail, to: mails.waiting, delay: 3600 },
  })
  await atender.POST('/v1/conversations/outbound', { body: { ...body, subject: '' } })
  await control.POST('/_control/faults', { body: { what: '503', operation: 'listTags', count: 1 } as never })
  await copy.advance({ minutes: 10 })
  const { data: deliveries } = await control.GET('/_control/deliveries')
  const { data: requests } = await control.GET('/_control/requests')
  const refused = requests?.data.find(({ violations }) => violations.length > 0)?.id
  const { data: mailbox } = await control.GET('/_control/mailbox')
  return {
    list: '/inbox?folder=all',
    conversation: `/inbox/conversations/${id}`,
    'pending mail': `/inbox/conversations/${late?.conversation_id}`,
    mailbox: `/inbox/mailbox/${mailbox?.data[0]?.id}`,
    webhooks: '/inbox/webhooks',
    delivery: `/inbox/webhooks/${subscription?.id}/${deliveries?.data[0]?.id}`,
    requests: `/inbox/requests/${refused}`,
    clock: '/inbox/clock',
    faults: '/inbox/faults',
    keys: '/inbox/keys',
  }
}

async function violationsOf(page: Page): Promise<string[]> {
  await page.evaluate(axe)
  const { violations } = await page.evaluate(async () => {
    const { axe: loaded } = globalThis as unknown as { axe: { run(options: object): Promise<AxeResults> } }
    const runOnly = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice']
    // Nothing runs in the frames of messages, axe included.
    return loaded.run({ iframes: false, runOnly })
  })
  return violations.flatMap(({ id, nodes }) =>
    nodes.map(({ target, failureSummary }) => `${id} ${target} ${failureSummary}`),
  )
}

it.each([
  { scheme: 'light', width: 1440 },
  { scheme: 'dark', width: 390 },
] as const)('everybody can use every screen, $scheme, at $width pixels', async ({ scheme, width }) => {
  const watched = await openInbox(browser, `${server.url}/inbox?tenant=looks`, { width, scheme })
  const { page } = watched
  for (const [name, path] of Object.entries({ 'first page': '/', ...screens })) {
    const address = new URL(path, server.url)
    address.searchParams.set('tenant', copy.name)
    await page.goto(address.href)
    await page.getByRole('heading', { level: 1 }).or(page.locator('a.conversation').first()).first().waitFor()
    await page.waitForLoadState('domcontentloaded')
    expect(await violationsOf(page), `${name}, ${scheme}, ${width} pixels`).toEqual([])
    const overflow = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)
    expect(overflow, `${name} is wider than ${width} pixels`).toBeLessThanOrEqual(0)
  }
  expectQuiet(watched)
  await watched.context.close()
})

it('an empty inbox says what to paste, and each page what to do next', async () => {
  const watched = await openInbox(browser, `${server.url}/inbox?tenant=empty`)
  const { page } = watched
  await page.getByRole('heading', { name: 'No conversation yet' }).waitFor()
  await page.getByText('sa_test_demo_full.empty').waitFor()
  const empty = {
    Mailbox: 'No mail has left yet',
    Webhooks: 'Nobody is told yet',
    Requests: 'No request yet',
    Clock: 'Nothing is due',
    Faults: 'Nothing fails on purpose',
  }
  for (const [name, heading] of Object.entries(empty)) {
    await page.getByRole('link', { name, exact: true }).click()
    await page.getByRole('heading', { name: heading }).waitFor()
  }
  expectQuiet(watched)
  await watched.context.close()
})
