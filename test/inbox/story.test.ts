/** What a new user does with the page that `npm start` prints, click by click. */
import { randomUUID } from 'node:crypto'
import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, expect, it, onTestFinished } from 'vitest'
import { launchBrowser } from '../support/browser.ts'
import { closed, openInbox, rows, thread } from '../support/inbox-page.ts'
import { conversation, startTestServer, type TestServer } from '../support/server.ts'
import { handOver } from '../support/smtp-client.ts'
import { startSmtpReceiver } from '../support/smtp-receiver.ts'
import { timed } from '../support/timed.ts'

let server: TestServer
let browser: Browser
beforeAll(async () => {
  ;[server, browser] = await Promise.all([
    startTestServer({ smtpListen: { host: '127.0.0.1', port: 0 } }),
    launchBrowser(),
  ])
})
afterAll(async () => {
  await browser?.close()
  await server?.stop()
})

it('sends a conversation with a click, sees it arrive, answers it, and watches webhook and mail leave', async () => {
  const receiver = await startSmtpReceiver()
  onTestFinished(() => receiver.stop())
  await using server = await startTestServer({ smtp: receiver.options })
  const watched = await openInbox(browser, server.url)
  const { page } = watched
  await page.getByRole('button', { name: /^Send it: Open a conversation/ }).click()
  await page.getByText('201 Created').waitFor()
  await page.getByRole('link', { name: 'See it in the inbox' }).click()
  await page.getByRole('heading', { level: 1 }).waitFor()
  expect(await rows(page).count()).toBe(1)

  await page.getByRole('link', { name: 'Webhooks' }).click()
  await page.getByRole('button', { name: 'Make a receiver' }).click()
  expect(await page.getByRole('region', { name: 'the secret' }).textContent()).toMatch(/^whsec_/)

  await page.getByRole('link', { name: 'Inbox', exact: true }).click()
  await rows(page).first().click()
  await page.getByRole('textbox', { name: 'Reply as agent' }).fill('A new jar is on its way.')
  await page.getByRole('button', { name: 'Send', exact: true }).click()
  await thread(page).getByText('A new jar is on its way.').waitFor()
  await thread(page).getByText('Sent', { exact: true }).waitFor()
  // The webhooks are told of beside it, by themselves.
  const told = page.getByRole('complementary').getByRole('listitem').filter({ hasText: 'message.sent' })
  await told.getByText('delivered').waitFor()

  await page.getByRole('link', { name: 'Webhooks' }).click()
  await page.getByRole('button', { name: /request/ }).click()
  await page.getByText('signature verified').first().waitFor()

  await page.getByRole('link', { name: 'Mailbox' }).click()
  await page.locator('.items a').first().click()
  await page.getByText('A new jar is on its way.').waitFor()
  expect(receiver.received.map(({ source }) => source.toString())).toEqual([
    expect.stringContaining('A new jar is on its way.'),
  ])
  await closed(watched)
})

it('shows within a second what comes by API, in every browser that looks', timed, async () => {
  const [one, other] = await Promise.all([
    openInbox(browser, `${server.url}/inbox`),
    openInbox(browser, `${server.url}/inbox`),
  ])
  for (const { page } of [one, other]) await page.getByText('Live', { exact: true }).waitFor()
  const subject = randomUUID()
  const body = { ...conversation(subject), subject }
  await server.atender.POST('/v1/conversations/outbound', { body })
  await Promise.all([one, other].map(({ page }) => page.getByText(subject).waitFor({ timeout: 1_000 })))
  await Promise.all([closed(one), closed(other)])
})

it('shows a mail from outside, and the answer to it leaves as a mail', async () => {
  const watched = await openInbox(browser, `${server.url}/inbox`)
  const { page } = watched
  const source = [
    'From: Ada Novak <ada@kunde.example>',
    'To: support@demo.example',
    'Subject: From outside',
    'Message-ID: <outside-1@kunde.example>',
    '',
    'Where is my order?',
  ].join('\r\n')
  await handOver(server.smtpUrl, { from: 'ada@kunde.example', to: 'support@demo.example', source })
  await rows(page).filter({ hasText: 'From outside' }).click()
  await thread(page).getByText('Where is my order?').waitFor()
  await page.keyboard.press('r')
  await page.locator('textarea:focus').waitFor()
  await page.keyboard.type('On its way.')
  await page.keyboard.press('Control+Enter')
  await thread(page).getByText('Sent', { exact: true }).waitFor()
  await page.getByRole('link', { name: 'Mailbox' }).click()
  await page.getByText('Re: From outside').waitFor()
  await closed(watched)
})
