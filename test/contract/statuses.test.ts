import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { operations as atender } from '../../generated/atender/operations.ts'
import { operations as fernand } from '../../generated/fernand/operations.ts'
import { exampleBody, expectDocumented } from '../support/contract.ts'
import { temporaryFolder } from '../support/process.ts'
import { conversation, mail, startTestServer, type TestServer } from '../support/server.ts'
import { type TargetName, targets } from '../support/targets.ts'

/**
 * Every status of every operation, and a request that makes the server answer it. The map is total over the
 * contract: an operation or a status without a request does not compile.
 */
type Requests<Operations extends Record<string, { statuses: readonly number[] }>> = {
  [Id in keyof Operations]: { [Status in Operations[Id]['statuses'][number]]: () => Promise<Response> }
}

const workspace = `
tenants:
  - id: shop
    name: Shop
    environment: test
    keys:
      - { api: atender, key: sa_test_all, scopes: [conversations:write, contacts:read, tags:read] }
      - { api: atender, key: sa_test_none }
      - { api: atender, key: sa_test_off, scopes: [conversations:write], active: false }
      - { api: atender, key: sa_test_starter, scopes: [conversations:write, contacts:read, tags:read], tier: starter }
      - { api: fernand, key: sk_all }
      - { api: fernand, key: sk_standard, tier: standard }
    channels: [{ id: 123, address: support@shop.example }]
    agents: [{ id: 42, name: Monica, email: monica@shop.example }]
`

let server: TestServer
let known: { atender: string; archived: string; contact: string; fernand: number }
beforeAll(async () => {
  const file = join(temporaryFolder(), 'workspace.yaml')
  writeFileSync(file, workspace)
  server = await startTestServer({ workspace: file })
  const first = await (await postAs('sa_test_all', conversation('first'))).json()
  const message = await (await compose('sk_all', { ...mail, delay: 3600 })).json()
  const archived = await (await postAs('sa_test_all', conversation('archived'))).json()
  await patchAs('sa_test_all', archived.id, { status: 'archived' })
  known = {
    atender: first.id,
    archived: archived.id,
    contact: first.contact.id,
    fernand: message.conversation_id,
  }
})
afterAll(() => server.stop())

const call = (path: string, init: RequestInit) => fetch(server.url + path, init)
const bearer = (key: string) => ({ Authorization: `Bearer ${key}` })
const json = { 'Content-Type': 'application/json' }
const getAs = (key: string, path: string) => call(path, { headers: bearer(key) })
const sendAs = (
  key: string,
  method: string,
  path: string,
  body: unknown,
  type: Record<string, string> = json,
) => call(path, { method, headers: { ...bearer(key), ...type }, body: JSON.stringify(body) })
const postAs = (key: string, body: unknown, type?: Record<string, string>) =>
  sendAs(key, 'POST', '/v1/conversations/outbound', body, type)
const patchAs = (key: string, id: string, body: unknown, type?: Record<string, string>) =>
  sendAs(key, 'PATCH', `/v1/conversations/${id}`, body, type)
const pushAs = (key: string, id: string, body: unknown, type?: Record<string, string>) =>
  sendAs(key, 'POST', `/v1/conversations/${id}/messages`, body, type)
const read = (key: string, path: string) => call(path, { headers: { 'X-API-Key': key } })
const compose = (key: string, body: unknown, type: Record<string, string> = json) =>
  call('/conversations/compose', {
    method: 'POST',
    headers: { 'X-API-Key': key, ...type },
    body: JSON.stringify(body),
  })

/** The answer to the last of so many requests. */
async function repeated(times: number, request: () => Promise<Response>): Promise<Response> {
  let response = await request()
  for (let i = 1; i < times; i++) {
    await response.arrayBuffer()
    response = await request()
  }
  return response
}

const text = { 'Content-Type': 'text/plain' }
const reply = { direction: 'outbound', text: 'Hello' }
const huge = (bytes: number) => ({ content: { content: 'x'.repeat(bytes) } })

const requests: { atender: Requests<typeof atender>; fernand: Requests<typeof fernand> } = {
  atender: {
    createOutboundConversation: {
      201: () => postAs('sa_test_all', conversation('second')),
      400: () => postAs('sa_test_all', {}),
      401: () => postAs('sa_test_off', conversation('third')),
      403: () => postAs('sa_test_none', conversation('third')),
      409: () => postAs('sa_test_all', conversation('first')),
      413: () => postAs('sa_test_all', huge(3_000_000)),
      415: () => postAs('sa_test_all', conversation('third'), text),
      429: () => repeated(71, () => postAs('sa_test_starter', {})),
    },
    listConversations: {
      200: () => getAs('sa_test_all', '/v1/conversations'),
      400: () => getAs('sa_test_all', '/v1/conversations?limit=101'),
      401: () => getAs('sa_test_unknown', '/v1/conversations'),
      403: () => getAs('sa_test_none', '/v1/conversations'),
      429: () => repeated(71, () => getAs('sa_test_starter', '/v1/conversations')),
    },
    getConversation: {
      200: () => getAs('sa_test_all', `/v1/conversations/${known.atender}`),
      400: () => getAs('sa_test_all', `/v1/conversations/${'x'.repeat(65)}`),
      401: () => getAs('sa_test_off', `/v1/conversations/${known.atender}`),
      403: () => getAs('sa_test_none', `/v1/conversations/${known.atender}`),
      404: () => getAs('sa_test_all', '/v1/conversations/none'),
      429: () => repeated(71, () => getAs('sa_test_starter', '/v1/conversations/none')),
    },
    updateConversation: {
      200: () => patchAs('sa_test_all', known.atender, { status: 'active' }),
      400: () => patchAs('sa_test_all', known.atender, {}),
      401: () => patchAs('sa_test_off', known.atender, { status: 'done' }),
      403: () => patchAs('sa_test_none', known.atender, { status: 'done' }),
      404: () => patchAs('sa_test_all', 'none', { status: 'done' }),
      409: () => patchAs('sa_test_all', known.archived, { status: 'active' }),
      413: () => patchAs('sa_test_all', known.atender, huge(100_000)),
      415: () => patchAs('sa_test_all', known.atender, { status: 'done' }, text),
      429: () => repeated(71, () => patchAs('sa_test_starter', 'none', {})),
    },
    listMessages: {
      200: () => getAs('sa_test_all', `/v1/conversations/${known.atender}/messages`),
      400: () => getAs('sa_test_all', `/v1/conversations/${known.atender}/messages?limit=0`),
      401: () => getAs('sa_test_off', `/v1/conversations/${known.atender}/messages`),
      403: () => getAs('sa_test_none', `/v1/conversations/${known.atender}/messages`),
      404: () => getAs('sa_test_all', '/v1/conversations/none/messages'),
      429: () => repeated(71, () => getAs('sa_test_starter', '/v1/conversations/none/messages')),
    },
    pushMessage: {
      201: () => pushAs('sa_test_all', known.atender, reply),
      400: () => pushAs('sa_test_all', known.atender, {}),
      401: () => pushAs('sa_test_off', known.atender, reply),
      403: () => pushAs('sa_test_none', known.atender, reply),
      404: () => pushAs('sa_test_all', 'none', reply),
      409: () => pushAs('sa_test_all', known.archived, reply),
      413: () => pushAs('sa_test_all', known.atender, huge(40_000_000)),
      415: () => pushAs('sa_test_all', known.atender, reply, text),
      429: () => repeated(71, () => pushAs('sa_test_starter', 'none', {})),
    },
    listContacts: {
      200: () => getAs('sa_test_all', '/v1/contacts'),
      400: () => getAs('sa_test_all', '/v1/contacts?email=nobody'),
      401: () => getAs('sa_test_off', '/v1/contacts'),
      403: () => getAs('sa_test_none', '/v1/contacts'),
      429: () => repeated(71, () => getAs('sa_test_starter', '/v1/contacts')),
    },
    getContact: {
      200: () => getAs('sa_test_all', `/v1/contacts/${known.contact}`),
      400: () => getAs('sa_test_all', `/v1/contacts/${'x'.repeat(65)}`),
      401: () => getAs('sa_test_off', `/v1/contacts/${known.contact}`),
      403: () => getAs('sa_test_none', `/v1/contacts/${known.contact}`),
      404: () => getAs('sa_test_all', '/v1/contacts/none'),
      429: () => repeated(71, () => getAs('sa_test_starter', '/v1/contacts/none')),
    },
    listTags: {
      200: () => getAs('sa_test_all', '/v1/tags'),
      400: () => getAs('sa_test_all', '/v1/tags?cursor=x'),
      401: () => getAs('sa_test_off', '/v1/tags'),
      403: () => getAs('sa_test_none', '/v1/tags'),
      429: () => repeated(71, () => getAs('sa_test_starter', '/v1/tags')),
    },
    listCustomFields: {
      200: () => getAs('sa_test_all', '/v1/custom-fields'),
      400: () => getAs('sa_test_all', '/v1/custom-fields?page=2'),
      401: () => getAs('sa_test_off', '/v1/custom-fields'),
      403: () => getAs('sa_test_none', '/v1/custom-fields'),
      429: () => repeated(71, () => getAs('sa_test_starter', '/v1/custom-fields')),
    },
  },
  fernand: {
    composeConversation: {
      200: () => compose('sk_all', { ...mail, delay: 3600 }),
      400: () => compose('sk_all', {}),
      401: () => compose('sk_unknown', mail),
      404: () => compose('sk_all', { ...mail, channel_id: 5 }),
      413: () => compose('sk_all', huge(40_000_000)),
      415: () => compose('sk_all', mail, text),
      429: () => repeated(6, () => compose('sk_standard', {})),
    },
    getConversation: {
      200: () => read('sk_all', `/conversations/${known.fernand}`),
      400: () => read('sk_all', '/conversations/0'),
      401: () => read('', `/conversations/${known.fernand}`),
      404: () => read('sk_all', '/conversations/999999'),
      429: () => repeated(21, () => read('sk_standard', '/conversations/1')),
    },
    listMessages: {
      200: () => read('sk_all', `/conversations/${known.fernand}/messages`),
      400: () => read('sk_all', `/conversations/${known.fernand}/messages?before=x`),
      401: () => read('sa_test_all', `/conversations/${known.fernand}/messages`),
      404: () => read('sk_all', '/conversations/999999/messages'),
      429: () => repeated(21, () => read('sk_standard', '/conversations/1/messages')),
    },
  },
}

const cases = Object.entries(requests).flatMap(([api, byOperation]) =>
  Object.entries(byOperation).flatMap(([id, byStatus]) =>
    Object.entries(byStatus as Record<string, () => Promise<Response>>).map(
      ([status, request]) => [api as keyof typeof requests, id, Number(status), request] as const,
    ),
  ),
)

describe('the server answers every documented status, with its documented body', () => {
  it.each(cases)('%s %s %d', async (api, id, status, request) => {
    const response = await request()
    const body = await response.json()
    expect([response.status, body]).toEqual([status, expect.anything()])
    expectDocumented(api, id, status, body)
    if (status === 429) expectLimitHeaders(api, response)
  })

  it('requests within the limit are told where the key stands', async () => {
    const file = join(temporaryFolder(), 'workspace.yaml')
    writeFileSync(file, workspace)
    await using own = await startTestServer({ workspace: file })
    const atenderAnswer = await fetch(`${own.url}/v1/conversations`, { headers: bearer('sa_test_starter') })
    expect(atenderAnswer.headers.get('x-ratelimit-limit')).toBe('60')
    const fernandAnswer = await fetch(`${own.url}/conversations/1`, {
      headers: { 'X-API-Key': 'sk_standard' },
    })
    expect(fernandAnswer.headers.get('x-ratelimit-limit')).toBe('20')
    expect(fernandAnswer.headers.get('x-ratelimit-remaining')).toBe('19')
  })
})

describe('the mock answers every documented status that is wished for', () => {
  let mock: { url: string; stop(): Promise<void> }
  beforeAll(async () => {
    mock = await targets['mock' satisfies TargetName]()
  })
  afterAll(() => mock.stop())

  it.each(cases)('%s %s %d', async (api, id, status) => {
    const { method, path, maxBodyBytes } =
      (
        { atender, fernand }[api] as Record<
          string,
          { method: string; path: string; maxBodyBytes: number | null }
        >
      )[id] ?? {}
    const response = await fetch(mock.url + path?.replace('{id}', '7'), {
      method: method?.toUpperCase() ?? '',
      headers: { ...bearer('sa_test_any'), 'X-API-Key': 'sk_any', ...json, Prefer: `code=${status}` },
      ...(maxBodyBytes ? { body: JSON.stringify(exampleBody(api, id)) } : {}),
    })
    const body = await response.json()
    expect(response.status).toBe(status)
    expectDocumented(api, id, status, body)
    if (status === 429) expectLimitHeaders(api, response)
  })
})

function expectLimitHeaders(api: keyof typeof requests, { headers }: Response): void {
  const names = api === 'atender' ? ['limit'] : ['limit', 'remaining', 'reset']
  for (const name of names) expect(headers.get(`x-ratelimit-${name}`)).toMatch(/^\d+$/)
  if (api === 'atender') expect(headers.get('retry-after')).toMatch(/^\d+$/)
}
