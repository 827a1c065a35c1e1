import { connect } from 'node:net'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { targets } from '../support/targets.ts'

let mock: { url: string; stop(): Promise<void> }
beforeAll(async () => {
  mock = await targets.mock()
})
afterAll(() => mock.stop())

const headers = { Authorization: 'Bearer sa_test_any', 'Content-Type': 'application/json' }
const create = (init: RequestInit) =>
  fetch(`${mock.url}/v1/conversations/outbound`, { method: 'POST', headers, ...init })

it.each<[string, RequestInit, number]>([
  ['50 MB', { body: new Uint8Array(50_000_000).fill(120) }, 413],
  ['malformed JSON', { body: '{"a":' }, 400],
  ['another type', { body: 'a=1', headers: { ...headers, 'Content-Type': 'text/plain' } }, 415],
  ['lists nested forty thousand times', { body: `${'['.repeat(4e4)}${']'.repeat(4e4)}` }, 400],
  ['lists nested a hundred thousand times', { body: `${'['.repeat(1e5)}${']'.repeat(1e5)}` }, 413],
])('%s gets its answer, and the mock lives on', async (_name, init, status) => {
  const response = await create(init)
  expect([response.status, await response.json()]).toEqual([status, expect.anything()])
  expect((await fetch(`${mock.url}/healthz`)).status).toBe(200)
})

it('a client that goes away in the middle of its body, and one that never finishes, disturb nobody', async () => {
  const { hostname, port } = new URL(mock.url)
  const head = [
    'POST /v1/conversations/outbound HTTP/1.1',
    'Host: mock',
    'Authorization: Bearer sa_test_any',
    'Content-Type: application/json',
    'Content-Length: 100',
  ].join('\r\n')
  const [gone, slow] = [connect(Number(port), hostname), connect(Number(port), hostname)]
  gone.end(`${head}\r\n\r\n{"a":`)
  slow.write(`${head}\r\n\r\n{"a":`)
  const valid = { externalReference: 'a', contact: { email: 'a@b.example' }, subject: 's' }
  expect((await create({ body: JSON.stringify(valid) })).status).toBe(201)
  gone.destroy()
  slow.destroy()
})
