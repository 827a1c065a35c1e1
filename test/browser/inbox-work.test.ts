/** What somebody does who works in the inbox, click by click and key by key. */
import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { launchBrowser } from '../support/browser.ts'
import { closed, expectQuiet, openInbox, rows, said, thread } from '../support/inbox-page.ts'
import { conversation, mail, startTestServer, type TestServer } from '../support/server.ts'

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

it('begins the answer that was asked for before the conversation was there', async () => {
  const watched = await openInbox(browser, `${server.url}/inbox`)
  const { page } = watched
  const late = Promise.withResolvers<void>()
  await page.route(/\/_control\/conversations\/[^/?]+$/, async route => {
    await late.promise
    await route.fallback()
  })
  const body = { ...conversation('early-1'), subject: 'Early' }
  await server.atender.POST('/v1/conversations/outbound', { body })
  await rows(page).filter({ hasText: 'Early' }).click()
  await page.getByRole('log').waitFor()
  await page.keyboard.press('r')
  expect(await page.locator('textarea').count()).toBe(0)
  late.resolve()
  await page.locator('textarea:focus').waitFor()
  await closed(watched)
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
