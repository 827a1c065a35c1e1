/** The client where there is no Node.js: in a browser, and where there are web standards and nothing else. */
import { once } from 'node:events'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import vm from 'node:vm'
import { pino } from 'pino'
import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type * as Client from '../../client/index.ts'
import { startMock } from '../../mock/start.ts'
import { bundle } from '../../scripts/build/size.ts'
import { signatureHeaders } from '../../server/webhooks/sign.ts'
import { launchBrowser } from '../support/browser.ts'
import { root } from '../support/process.ts'

let browser: Browser
let server: Server
/** Where the page is that uses the client. */
let pages: string
let mock: { url: string; stop(): Promise<void> }
beforeAll(async () => {
  mock = await startMock({ host: '127.0.0.1', port: 0, variable: 'PORT' }, pino({ level: 'silent' }))
  browser = await launchBrowser()
  const code = await bundle(join(root, 'client/index.ts'))
  server = createServer(({ url }, response) => {
    if (url === '/') response.setHeader('Content-Type', 'text/html').end('<!doctype html>')
    else response.setHeader('Content-Type', 'text/javascript').end(code)
  }).listen(0, '127.0.0.1')
  await once(server, 'listening')
  pages = `http://127.0.0.1:${(server.address() as AddressInfo).port}/` // it listens on TCP
})
afterAll(async () => {
  server?.close()
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
  await page.goto(pages)
  const told = await page.evaluate(
    `import('/client.js').then(client => (${useAll})(client, ${JSON.stringify(mock.url)}, ${JSON.stringify(delivery())}))`,
  )
  expect([told, complaints]).toEqual([expected, []])
})

test('runs with web standards alone, as in a worker at the edge', async () => {
  const { fetch, Request, Response, Headers, FormData, URL, URLSearchParams, Blob, File, ReadableStream } =
    globalThis
  const { AbortController, AbortSignal, TextEncoder, TextDecoder, crypto, atob, btoa } = globalThis
  const { setTimeout, clearTimeout } = globalThis
  const web = {
    ...{ fetch, Request, Response, Headers, FormData, URL, URLSearchParams, Blob, File, ReadableStream },
    ...{
      AbortController,
      AbortSignal,
      TextEncoder,
      TextDecoder,
      crypto,
      atob,
      btoa,
      setTimeout,
      clearTimeout,
    },
  }
  const script = await bundle(join(root, 'client/index.ts'), { global: 'client' })
  const context = vm.createContext({ ...web, given: [mock.url, delivery()] })
  new vm.Script(script).runInContext(context)
  const told = await new vm.Script(`(${useAll})(client, ...given)`).runInContext(context)
  expect([...told]).toEqual(expected)
  expect(vm.runInContext('[typeof process, typeof Buffer, typeof require]', context).join()).toBe(
    'undefined,undefined,undefined',
  )
})
