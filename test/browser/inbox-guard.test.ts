/** Who may see the inbox: beyond loopback whoever has the ADMIN_TOKEN, and nobody where there is no control. */
import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { launchBrowser } from '../support/browser.ts'
import { openInbox } from '../support/inbox-page.ts'
import { startTestServer } from '../support/server.ts'

let browser: Browser
beforeAll(async () => {
  browser = await launchBrowser()
})
afterAll(() => browser?.close())

it('asks for the token where the server listens on more than loopback, and keeps it in no script', async () => {
  const changes = { host: '0.0.0.0', adminToken: 'a-long-random-token', control: true }
  await using server = await startTestServer(changes)
  const url = server.url.replace('0.0.0.0', '127.0.0.1')
  const watched = await openInbox(browser, `${url}/inbox`)
  const { page, context } = watched
  await page.getByRole('textbox', { name: 'ADMIN_TOKEN' }).fill('a-wrong-one')
  await page.getByRole('button', { name: 'Sign in' }).click()
  await page.getByRole('alert').getByText('ADMIN_TOKEN').waitFor()
  await page.getByRole('textbox', { name: 'ADMIN_TOKEN' }).fill(changes.adminToken)
  await page.getByRole('button', { name: 'Sign in' }).click()
  await page.getByText('Live', { exact: true }).waitFor()
  await page.getByRole('link', { name: 'Keys' }).click()
  await page.getByRole('button', { name: 'Make a key' }).click()
  await page.getByText('It is not shown again').waitFor()
  const [cookie] = await context.cookies()
  expect(cookie).toMatchObject({ httpOnly: true, sameSite: 'Strict' })
  expect(cookie?.value).not.toContain(changes.adminToken)
  expect(await page.evaluate(() => document.cookie + JSON.stringify({ ...localStorage }))).not.toContain(
    'token',
  )
  await context.close()
})

it('is not there without the control plane, nor is what the first page would do with it', async () => {
  await using server = await startTestServer({ control: false })
  for (const path of ['/inbox', '/inbox/', '/inbox/message.html', '/inbox/home.js', '/inbox/conversations/1'])
    expect((await fetch(server.url + path)).status, path).toBe(404)
  const home = await (await fetch(server.url, { headers: { Accept: 'text/html' } })).text()
  expect(home).not.toMatch(/inbox|<script/)
})

it('answers under its own name alone, and lets nobody frame it', async () => {
  await using server = await startTestServer()
  const inbox = await fetch(`${server.url}/inbox`)
  expect(inbox.headers.get('content-security-policy')).toMatch(/script-src 'self';.*frame-ancestors 'none'/)
  expect(inbox.headers.get('content-security-policy')).not.toContain('unsafe')
  const { port } = new URL(server.url)
  const foreign = { host: { Host: `evil.example:${port}` }, origin: { Origin: 'http://evil.example' } }
  const { request } = await import('node:http')
  for (const [name, headers] of Object.entries(foreign)) {
    const status = await new Promise(resolve =>
      request(`${server.url}/inbox`, { headers }, answer => resolve(answer.resume().statusCode)).end(),
    )
    expect(status, name).toBe(403)
  }
})
