/** What leaves the application is held against the contract too, outside production. */
import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { Writable } from 'node:stream'
import { pino } from 'pino'
import { expect, it, onTestFinished } from 'vitest'
import { apis } from '../../server/apis/apis.ts'
import { createApp } from '../../server/app.ts'
import { systemClock } from '../../server/clock.ts'
import type { Answer } from '../../server/face/face.ts'
import { systemIds } from '../../server/ids.ts'
import { expectDocumented } from '../support/contract.ts'

const everything = ['conversations:write', 'contacts:write', 'tags:write', 'webhooks:write']

/** An application whose handlers all give that answer. */
async function serve(answer: Answer, validateResponses: boolean, path = '/v1/tags') {
  let log = ''
  const sink = new Writable({
    write(chunk, _encoding, done) {
      log += chunk
      done()
    },
  })
  const app = createApp({
    faces: [
      {
        ...apis.atender,
        principal: async () => ({
          tenantId: 't',
          keyId: 'k',
          tier: null,
          customTier: null,
          scopes: everything,
          hasWebhooks: true,
          agentId: null,
          hasIdPrefixes: true,
          numbers: { base: 0, after: 0 },
        }),
        customFields: async () => new Map(),
        takeOfDay: async () => true,
        answer: async () => answer,
      },
    ],
    clock: systemClock,
    ids: systemIds,
    logger: pino({ level: 'info' }, sink),
    validateResponses,
    origins: [],
    home: () => ({ title: '', links: [], keys: [], requests: [] }),
  })
  const server = createServer(app).listen(0, '127.0.0.1')
  await once(server, 'listening')
  onTestFinished(() => void server.close())
  const response = await fetch(`http://127.0.0.1:${(server.address() as AddressInfo).port}${path}`, {
    headers: { Authorization: 'Bearer x' },
  })
  const text = await response.text()
  const isJson = response.headers.get('Content-Type')?.startsWith('application/json')
  return { status: response.status, body: isJson ? JSON.parse(text) : text, log: () => log }
}

const right = { data: [], nextCursor: null }

it.each([
  ['a member that is missing', { status: 200, body: { data: [] } }],
  ['a member of another type', { status: 200, body: { data: 'none', nextCursor: null } }],
  ['a status of no operation', { status: 202, body: right }],
  [
    'a file where none is documented',
    { status: 200, body: new Uint8Array(3), headers: { 'Content-Type': 'a/b' } },
  ],
])('an answer with %s is a 500 that tells nothing, and the log tells why', async (_what, answer) => {
  const { status, body, log } = await serve(answer, true)
  expect(status).toBe(500)
  expectDocumented('atender', 'listTags', 500, body)
  expect(JSON.stringify(body)).not.toMatch(/nextCursor|schema|response/)
  expect(log()).toMatch(/a request failed/)
})

it('a right answer leaves as it is, and in production every one does', async () => {
  expect(await serve({ status: 200, body: right }, true)).toMatchObject({ status: 200, body: right })
  const wrong = { data: [] }
  expect(await serve({ status: 200, body: wrong }, false)).toMatchObject({ status: 200, body: wrong })
})

it('a file leaves with the type that it has, and with none as a 500', async () => {
  const path = '/v1/attachments/0193a7d8-93a5-7c0e-9f3a-0242ac120002'
  const body = Buffer.from('a')
  for (const type of ['application/octet-stream', 'image/png', 'text/plain; charset=utf-8']) {
    const answer = { status: 200, body, headers: { 'Content-Type': type } }
    expect(await serve(answer, true, path), type).toMatchObject({ status: 200, body: 'a' })
  }
  for (const headers of [{}, { 'Content-Type': 'png' }]) {
    expect(await serve({ status: 200, body, headers }, true, path)).toMatchObject({ status: 500 })
  }
})
