/** Who has no right key is told so, and nothing else: every operation of both APIs and every kind of wrong key. */
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { hashKey } from '../../server/tenants/keys.ts'
import { revokeKey } from '../../server/tenants/manage-keys.ts'
import { expectDocumented } from '../support/contract.ts'
import { passingDatabase } from '../support/database.ts'
import { operationRequests } from '../support/operation-requests.ts'
import { temporaryFolder } from '../support/process.ts'
import { startTestServer, type TestServer } from '../support/server.ts'

const workspace = join(temporaryFolder(), 'keys.yaml')
writeFileSync(
  workspace,
  `tenants:
  - id: one
    name: one
    environment: test
    keys:
      - { api: atender, key: sa_test_right, scopes: [conversations:write, contacts:write, tags:write, webhooks:write] }
      - { api: atender, key: sa_test_revoked, scopes: [conversations:write] }
      - { api: atender, key: sa_test_inactive, scopes: [conversations:write], active: false }
      - { api: fernand, key: sk_right }
      - { api: fernand, key: sk_revoked }
      - { api: fernand, key: sk_inactive, active: false }
    teams: [{ id: one, name: one, default: true }]
    channels: [{ id: 1, address: help@one.example, name: one }]
    agents: [{ id: 1, name: one, email: one@one.example }]
`,
)

/** The prefix of each API's keys, and how one is sent. */
const schemes = {
  atender: { prefix: 'sa_test_', send: (key: string) => ({ Authorization: `Bearer ${key}` }) },
  fernand: { prefix: 'sk_', send: (key: string) => ({ 'X-API-Key': key }) },
} as const

type Api = keyof typeof schemes

/** The headers of each kind of wrong key. */
const kinds: Record<string, (api: Api) => Record<string, string>> = {
  none: () => ({}),
  'an empty one': api => schemes[api].send(''),
  'one that nobody has': api => schemes[api].send(`${schemes[api].prefix}nobody`),
  'a revoked one': api => schemes[api].send(`${schemes[api].prefix}revoked`),
  'an inactive one': api => schemes[api].send(`${schemes[api].prefix}inactive`),
  'the beginning of the right one': api => schemes[api].send(`${schemes[api].prefix}righ`),
  'the right one with more behind it': api => schemes[api].send(`${schemes[api].prefix}right2`),
  'the right one in capitals': api => schemes[api].send(`${schemes[api].prefix}right`.toUpperCase()),
  'the right one of the other API': api =>
    schemes[api].send(api === 'atender' ? 'sk_right' : 'sa_test_right'),
  'the right one in the header of the other API': api =>
    schemes[api === 'atender' ? 'fernand' : 'atender'].send(`${schemes[api].prefix}right`),
  'the right one as a password': api => ({
    Authorization: `Basic ${Buffer.from(`${schemes[api].prefix}right:`).toString('base64')}`,
  }),
  'two in one header': api => schemes[api].send(`${schemes[api].prefix}right, ${schemes[api].prefix}right`),
  'its hash': api => schemes[api].send('f'.repeat(64)),
  'a quote': api => schemes[api].send(`' OR '1'='1`),
  'one of 8,000 characters': api => schemes[api].send(`${schemes[api].prefix}${'x'.repeat(8_000)}`),
}

let server: TestServer
beforeAll(async () => {
  server = await startTestServer({ workspace, databaseUrl: await passingDatabase() })
  for (const key of ['sa_test_revoked', 'sk_revoked'])
    await revokeKey(server.context, hashKey(key).slice(0, 12))
})
afterAll(() => server.stop())

const closed = operationRequests.filter(({ facts }) => facts.security.length > 0)

it('there are many operations, and few need no key', () => {
  expect(closed.length).toBeGreaterThan(30)
  expect(operationRequests.length - closed.length).toBeLessThan(4)
})

describe.each(Object.entries(kinds))('with %s as the key', (_kind, headersOf) => {
  it.each(['atender', 'fernand'] as const)('every operation of %s answers 401', async name => {
    for (const { api, id, path, init } of closed) {
      if (api !== name) continue
      const { 'Content-Type': type = '' } = init.headers
      const response = await fetch(server.url + path, {
        ...init,
        headers: { 'Content-Type': type, ...headersOf(name) },
      })
      const body = await response.json()
      expect([response.status, body.error === undefined], `${id}: ${JSON.stringify(body)}`).toEqual([
        401,
        false,
      ])
      expectDocumented(name, id, 401, body)
      // Neither a limit nor anything else of a tenant.
      expect(response.headers.get('x-ratelimit-limit'), id).toBeNull()
    }
  })
})

it('with the right key every operation answers something else', async () => {
  for (const { api, id, path, init } of closed) {
    const { 'Content-Type': type = '' } = init.headers
    const { prefix, send } = schemes[api]
    const response = await fetch(server.url + path, {
      ...init,
      headers: { 'Content-Type': type, ...send(`${prefix}right`) },
    })
    await response.arrayBuffer()
    expect([401, 429, 500], id).not.toContain(response.status)
  }
})
