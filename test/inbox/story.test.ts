/** What a new user does with the page that `npm start` prints, click by click. */
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, it, onTestFinished } from 'vitest'
import { launchBrowser } from '../support/browser.ts'
import { expectQuiet, openInbox, type Watched } from '../support/inbox-page.ts'
import { conversation, mail, startTestServer, type TestServer } from '../support/server.ts'
import { handOver } from '../support/smtp-client.ts'
import { startSmtpReceiver } from '../support/smtp-receiver.ts'

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

const rows = (page: Page) => page.getByRole('region', { name: 'Conversations' }).locator('a.conversation')
const thread = (page: Page) => page.getByRole('log', { name: 'Messages' })

/** What the page says was done. */
const said = (page: Page, text: string) => page.locator('.toast', { hasText: text }).waitFor()

async function closed(watched: Watched, { gone = /^$/ } = {}): Promise<void> {
  expectQuiet({ ...watched, errors: watched.errors.filter(text => !gone.test(text)) })
  await watched.context.close()
}

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

it('shows within a second what comes by API, in every browser that looks', async () => {
  const [one, other] = await Promise.all([
    openInbox(browser, `${server.url}/inbox`),
    openInbox(browser, `${server.url}/inbox`),
  ])
  for (const { page } of [one, other]) await page.getByText('Live', { exact: true }).waitFor()
  const body = { ...conversation('live-1'), subject: 'It comes by itself' }
  await server.atender.POST('/v1/conversations/outbound', { body })
  await Promise.all(
    [one, other].map(({ page }) => page.getByText('It comes by itself').waitFor({ timeout: 1_000 })),
  )
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

it('counts down to a mail, which leaves when its time has come; or not, when it is taken back', async () => {
  const watched = await openInbox(browser, `${server.url}/inbox`)
  const { page } = watched
  for (const subject of ['It leaves', 'It is taken back'])
    await server.fernand.POST('/conversations/compose', { body: { ...mail, subject, delay: 3600 } })
  await rows(page).filter({ hasText: 'It is taken back' }).click()
  await thread(page)
    .getByText(/Sends in (59|1 h)/)
    .waitFor()
  await page.getByRole('button', { name: 'Take back' }).click()
  await said(page, 'Taken back')
  await page.getByRole('heading', { name: 'This conversation is not there' }).waitFor()
  expect(await rows(page).filter({ hasText: 'It is taken back' }).count()).toBe(0)
  await rows(page).filter({ hasText: 'It leaves' }).click()
  await thread(page)
    .getByText(/Sends in/)
    .waitFor()
  await page.getByRole('link', { name: 'Clock', exact: true }).click()
  await page.getByRole('button', { name: '+1 hour' }).click()
  await said(page, 'what was due is done')
  await page.goBack()
  await thread(page).getByText('Sent', { exact: true }).waitFor()
  await page.getByRole('link', { name: 'Clock', exact: true }).click()
  await page.getByRole('button', { name: 'Back to real time' }).click()
  // What is looked at and deleted is asked for once more.
  await closed(watched, { gone: /status of 404 .*conversations?[/=]\d+/ })
})

it('shows a bounce with its reason, and each attempt', async () => {
  const watched = await openInbox(browser, `${server.url}/inbox`)
  const { page } = watched
  const body = { ...mail, to: 'bounced+550@kunde.example', subject: 'To nobody' }
  await server.fernand.POST('/conversations/compose', { body })
  await rows(page).filter({ hasText: 'To nobody' }).click()
  await thread(page).getByText('Bounced', { exact: true }).waitFor()
  await page.getByRole('button', { name: 'Delivery and source' }).click()
  await page.getByRole('list', { name: 'Attempts' }).getByText('550').waitFor()
  await page.getByRole('button', { name: 'Source', exact: true }).click()
  await page.getByRole('dialog').getByText('Subject: To nobody').waitFor()
  await closed(watched)
})

it('changes status, assignee and tags, snoozes, and finds by words', async () => {
  const watched = await openInbox(browser, `${server.url}/inbox`)
  const { page } = watched
  const body = { ...conversation('change-1'), subject: 'Xylophone repairs' }
  await server.atender.POST('/v1/conversations/outbound', { body })
  await page.getByRole('searchbox', { name: 'Search' }).fill('xylophone')
  await rows(page).filter({ hasText: 'Xylophone' }).click()
  await page.getByLabel('Assignee').selectOption({ label: 'Monica Hall' })
  await said(page, 'Assigned')
  await page.locator('summary', { hasText: 'Tags' }).click()
  await page.getByRole('checkbox', { name: 'VIP' }).check()
  await rows(page).first().getByText('VIP').waitFor()
  await page.getByLabel('Snooze').selectOption({ label: '1 hour' })
  await page.getByRole('button', { name: /^Snoozed 1/ }).waitFor()
  await page.keyboard.press('Escape')
  await page.getByLabel('Status').selectOption({ label: 'Done' })
  await said(page, 'Status: done')
  const { data } = await server.atender.GET('/v1/conversations', {
    params: { query: { externalReference: 'change-1' } },
  })
  expect(data?.data[0]).toMatchObject({ status: 'done', tags: ['vip'] })
  await closed(watched)
})

it('keeps its place when it is loaded again, and says when the server is gone', async () => {
  const own = await startTestServer()
  const watched = await openInbox(browser, `${own.url}/inbox?folder=all`)
  const { page } = watched
  await own.fernand.POST('/conversations/compose', { body: { ...mail, subject: 'Here I was' } })
  await rows(page).first().click()
  await thread(page).getByText('Sent', { exact: true }).waitFor()
  const address = page.url()
  await page.reload()
  await thread(page).getByText('Sent', { exact: true }).waitFor()
  expect(page.url()).toBe(address)
  expectQuiet(watched)
  await own.stop()
  await page.getByText('Not connected').waitFor()
  await watched.context.close()
})

it('is used with the keyboard alone', async () => {
  const watched = await openInbox(browser, `${server.url}/inbox`)
  const { page } = watched
  for (const subject of ['First by key', 'Second by key'])
    await server.atender.POST('/v1/conversations/outbound', { body: { ...conversation(subject), subject } })
  await rows(page).filter({ hasText: 'Second by key' }).waitFor()
  await page.keyboard.press('j')
  await page.keyboard.press('j')
  await page.keyboard.press('Enter')
  await page.getByRole('heading', { name: 'First by key' }).waitFor()
  await page.keyboard.press('k')
  await page.getByRole('heading', { name: 'Second by key' }).waitFor()
  await page.keyboard.press('e')
  await said(page, 'Marked as done')
  await page.keyboard.press('?')
  await page.getByRole('dialog', { name: 'Keys' }).waitFor()
  await page.keyboard.press('Escape')
  await page.keyboard.press('/')
  await expect.poll(() => page.evaluate(() => document.activeElement?.getAttribute('type'))).toBe('search')
  await page.keyboard.press('Escape')
  await page.keyboard.press('Escape')
  await page.getByText('Choose a conversation').waitFor()
  await closed(watched)
})
