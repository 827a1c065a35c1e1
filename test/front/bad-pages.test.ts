/** What a bad page can send from the browser of somebody who runs the server: nothing of it is done. */
import { once } from 'node:events'
import { type IncomingMessage, request } from 'node:http'
import { text } from 'node:stream/consumers'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { startTestServer, type TestServer } from '../support/server.ts'

let server: TestServer
beforeAll(async () => {
  server = await startTestServer({ control: true, databaseUrl: 'sqlite::memory:' })
})
afterAll(() => server.stop())

type Headers = Record<string, string>

async function ask(method: string, path: string, headers: Headers, body = '') {
  const sent = request(server.url + path, { method, headers })
  sent.end(body)
  const [answer] = (await once(sent, 'response')) as [IncomingMessage]
  return { status: answer.statusCode, headers: answer.headers, body: await text(answer) }
}
const json = { 'Content-Type': 'application/json' }

beforeEach(async () => {
  const made = await ask('PUT', '/_control/receivers/shop', json, '{"answers":[200]}')
  expect(made.status).toBeLessThan(300)
})

/** What changes or tells something, as its own page would ask for it. */
const asked: [method: string, path: string, body: string][] = [
  ['POST', '/_control/clock/advance', '{"seconds":60}'],
  ['PUT', '/_control/receivers/other', '{"answers":[200]}'],
  ['DELETE', '/_control/receivers/shop', ''],
  ['POST', '/_control/keys', '{"api":"fernand","scopes":[]}'],
  ['POST', '/_control/reset', ''],
  ['GET', '/_control/mailbox', ''],
  ['GET', '/_control/events', ''],
  ['GET', '/_control/changes', ''],
  ['GET', '/_control/requests', ''],
  ['POST', '/_receivers/shop', '{}'],
  ['POST', '/_tenants/demo/_receivers/shop', '{}'],
  ['GET', '/inbox', ''],
  ['GET', '/inbox/message.html', ''],
  ['GET', '/metrics', ''],
]

const foreign: [string, (own: URL) => Headers][] = [
  ['another Origin', () => ({ Origin: 'https://evil.example' })],
  ['the Origin null, of a sandbox', () => ({ Origin: 'null' })],
  ['the Origin of another port', ({ hostname }) => ({ Origin: `http://${hostname}:1` })],
  ['an Origin that begins like its own', ({ origin }) => ({ Origin: `${origin}.evil.example` })],
  [
    'a name that was given this address, and the Origin of it',
    ({ port }) => ({ Host: `evil.example:${port}`, Origin: `http://evil.example:${port}` }),
  ],
  ['a name that was given this address', ({ port }) => ({ Host: `evil.example:${port}` })],
  ['a name that begins like its own', ({ port }) => ({ Host: `127.0.0.1.evil.example:${port}` })],
  ['the mark of another site', () => ({ 'Sec-Fetch-Site': 'cross-site', 'Sec-Fetch-Dest': 'image' })],
  [
    'the wish for a WebSocket',
    () => ({
      Origin: 'https://evil.example',
      ...{ Connection: 'Upgrade', Upgrade: 'websocket', 'Sec-WebSocket-Version': '13' },
      'Sec-WebSocket-Key': 'dGhlIHNhbXBsZSBub25jZQ==',
    }),
  ],
]

async function whatIs(): Promise<string> {
  const paths = ['/_control/receivers/shop/requests', '/_control/keys', '/_control/events']
  return (await Promise.all(paths.map(async path => (await ask('GET', path, {})).body))).join('\n')
}

describe.each(foreign)('with %s', (_how, headersOf) => {
  it('nothing is done, and nothing told', async () => {
    const before = await whatIs()
    for (const [method, path, body] of asked) {
      const { status, body: told } = await ask(
        method,
        path,
        { ...json, ...headersOf(new URL(server.url)) },
        body,
      )
      expect([status, /^\{"(error|title)":"forbidden"/.test(told)], `${method} ${path}: ${told}`).toEqual([
        403,
        true,
      ])
    }
    expect(await whatIs()).toBe(before)
    expect((await ask('GET', '/_control/receivers/other/requests', {})).status).toBe(404)
  })
})

it.each([
  ['a form', 'application/x-www-form-urlencoded', 'seconds=60'],
  ['a form with files', 'multipart/form-data; boundary=x', '--x--'],
  ['plain text that is JSON', 'text/plain', '{"seconds":60}'],
  ['JSON without a type', undefined, '{"seconds":60}'],
  ['a type that only begins like JSON', 'application/json-patch+json', '{"seconds":60}'],
])(
  '%s, which no page has to ask before it sends, is no body of the control plane',
  async (_what, type, body) => {
    const headers = type === undefined ? {} : { 'Content-Type': type }
    expect((await ask('POST', '/_control/clock/advance', headers, body)).status).toBe(415)
    const { now } = JSON.parse((await ask('GET', '/_control/clock', {})).body)
    expect(Date.parse(now) - Date.now()).toBeLessThan(30_000)
  },
)

it('a page elsewhere is not told that it may call the control plane', async () => {
  const preflight = { Origin: 'https://evil.example', 'Access-Control-Request-Method': 'POST' }
  const { headers } = await ask('OPTIONS', '/_control/clock/advance', preflight)
  expect(headers['access-control-allow-origin']).toBeUndefined()
})
