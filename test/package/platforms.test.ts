/** The installed client where there is no Node.js: in a browser, and in a worker at the edge. */
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { pino } from 'pino'
import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, expect, onTestFinished, test } from 'vitest'
import type * as Client from '../../client/index.ts'
import { startMock } from '../../mock/start.ts'
import { bundle } from '../../scripts/build/size.ts'
import { signatureHeaders } from '../../server/webhooks/sign.ts'
import { launchBrowser, servePage } from '../support/browser.ts'
import { installedPackage } from '../support/installed.ts'
import { startWorker } from '../support/workerd.ts'

const { project } = await installedPackage()

/** What a bundler makes of a module of the user's for a page or a worker; it fails on what only Node.js has. */
function bundleInProject(name: string, code: string): Promise<string> {
  writeFileSync(join(project, name), code)
  return bundle(join(project, name))
}

let browser: Browser
/** Where the page is that uses the client. */
let pages: { url: string; stop(): void }
let mock: { url: string; stop(): Promise<void> }
beforeAll(async () => {
  mock = await startMock({ host: '127.0.0.1', port: 0 }, pino({ level: 'silent' }))
  browser = await launchBrowser()
  const code = await bundleInProject('page.mjs', `export * from 'conversation-contracts'`)
  pages = await servePage({ 'client.js': code })
})
afterAll(async () => {
  pages?.stop()
  await browser?.close()
  await mock?.stop()
})

const secret = 'whsec_MDEyMzQ1Njc4OWFiY2RlZjAxMjM0NTY3'
const body = '{"event":"message.sent","data":{}}'
const delivery = () => ({
  body,
  secret,
  headers: signatureHeaders({ id: 'msg_1', body, at: Date.now() }, [secret]),
})

/** Runs there; knows only what it is given. */
async function useAll(client: typeof Client, url: string, hook: ReturnType<typeof delivery>) {
  const atender = client.createAtenderClient({ baseUrl: url, apiKey: 'sa_test_browser' })
  const contact = { email: 'a@b.example' }
  const sent = await client.sendOutbound(atender, { externalReference: 'a', contact, subject: 's' })
  const fernand = client.createFernandClient({ baseUrl: url, apiKey: 'sk_browser' })
  const attachments = [{ name: 'a.txt', content: new Blob(['hello'], { type: 'text/plain' }).stream() }]
  const mail = { channel_id: 123, agent_id: 42, to: 'a@b.example', content: 'Hi', attachments }
  const composed = await client.composeMessage(fernand, mail)
  const verified = await client.verifyWebhook(hook.body, hook.headers, hook.secret)
  const forged = await client.verifyWebhook(`${hook.body} `, hook.headers, hook.secret)
  const gone = await atender.GET('/v1/conversations', {
    call: { maxAttempts: 1 },
    baseUrl: 'http://127.0.0.1:1',
  })
  return [sent.outcome, composed.ok, verified.ok, !forged.ok && forged.kind, !gone.ok && gone.kind]
}
const expected = ['created', true, true, 'forged', 'network']

test('runs in a browser, from a page of another origin', async () => {
  const page = await browser.newPage()
  const complaints: string[] = []
  page.on('pageerror', error => complaints.push(error.message))
  await page.goto(pages.url)
  const told = await page.evaluate(
    `import('/client.js').then(client => (${useAll})(client, ${JSON.stringify(mock.url)}, ${JSON.stringify(delivery())}))`,
  )
  expect([told, complaints]).toEqual([expected, []])
})

test('runs in a worker at the edge, where there is nothing of Node.js', async () => {
  const worker = await startWorker(
    await bundleInProject(
      'worker.mjs',
      `import * as client from 'conversation-contracts'
       export default {
         async fetch(request) {
           const told = await (${useAll})(client, ...(await request.json()))
           return Response.json({ told, node: [typeof process, typeof Buffer] })
         },
       }`,
    ),
  )
  onTestFinished(() => worker.stop())
  const body = JSON.stringify([mock.url, delivery()])
  const answer = await fetch(worker.url, { method: 'POST', body })
  expect(await answer.json()).toEqual({ told: expected, node: ['undefined', 'undefined'] })
})
