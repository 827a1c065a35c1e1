import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { operations as atender } from '../../generated/atender/operations.ts'
import { operations as fernand } from '../../generated/fernand/operations.ts'
import { emit } from '../../server/webhooks/emit.ts'
import { expectDocumented } from '../support/contract.ts'
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
      - { api: atender, key: sa_test_all, scopes: [conversations:write, webhooks:write] }
      - { api: atender, key: sa_test_none }
      - { api: atender, key: sa_test_off, scopes: [conversations:write], active: false }
      - { api: atender, key: sa_test_starter, scopes: [conversations:write, webhooks:write], tier: starter }
      - { api: fernand, key: sk_all }
      - { api: fernand, key: sk_standard, tier: standard }
    channels: [{ id: 123, address: support@shop.example }]
    agents: [{ id: 42, name: Monica, email: monica@shop.example }]
`

let server: TestServer
let known: { atender: string; fernand: number; webhook: string; inactive: string; delivery: string }
beforeAll(async () => {
  const file = join(temporaryFolder(), 'workspace.yaml')
  writeFileSync(file, workspace)
  server = await startTestServer({ workspace: file })
  const first = await (await postAs('sa_test_all', conversation('first'))).json()
  const message = await (await compose('sk_all', { ...mail, delay: 3600 })).json()
  const webhook = await (await post('/v1/webhooks', webhookBody)).json()
  const inactive = await (await post('/v1/webhooks', webhookBody)).json()
  await server.context.store.write(tx =>
    emit(tx, server.context, 'shop', { event: 'sla.warning', conversationId: null, data: {} }),
  )
  const { data } = await (await get(`/v1/webhooks/${webhook.id}/deliveries`)).json()
  await patch(`/v1/webhooks/${inactive.id}`, { isActive: false })
  known = {
    atender: first.id,
    fernand: message.conversation_id,
    webhook: webhook.id,
    inactive: inactive.id,
    delivery: data[0].id,
  }
})
afterAll(() => server.stop())

const call = (path: string, init: RequestInit) => fetch(server.url + path, init)
const bearer = (key: string) => ({ Authorization: `Bearer ${key}` })
const json = { 'Content-Type': 'application/json' }
const getAs = (key: string, path: string) => call(path, { headers: bearer(key) })
const postAs = (key: string, body: unknown, type: Record<string, string> = json) =>
  call('/v1/conversations/outbound', {
    method: 'POST',
    headers: { ...bearer(key), ...type },
    body: JSON.stringify(body),
  })
const read = (key: string, path: string) => call(path, { headers: { 'X-API-Key': key } })
const compose = (key: string, body: unknown, type: Record<string, string> = json) =>
  call('/conversations/compose', {
    method: 'POST',
    headers: { 'X-API-Key': key, ...type },
    body: JSON.stringify(body),
  })

const webhookBody = { name: 'Desk', url: 'http://127.0.0.1:9/hook', events: ['sla.warning'] }
const send = (method: string, path: string, body?: unknown, key = 'sa_test_all', type = json) =>
  call(path, {
    method,
    headers: { ...bearer(key), ...(body === undefined ? {} : type) },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  })
const get = (path: string, key?: string) => send('GET', path, undefined, key)
const post = (path: string, body?: unknown, key?: string) => send('POST', path, body, key)
const patch = (path: string, body: unknown, key?: string) => send('PATCH', path, body, key)

/** The statuses that every operation on a webhook has in common. */
const common = (method: string, path: string, body?: unknown) => ({
  400: () => send(method, path.replace('{id}', 'x'.repeat(65)), body),
  401: () => send(method, path.replace('{id}', known.webhook), body, 'sa_test_off'),
  403: () => send(method, path.replace('{id}', known.webhook), body, 'sa_test_none'),
  404: () => send(method, path.replace('{id}', 'none'), body),
  429: () => repeated(71, () => send(method, path.replace('{id}', 'none'), body, 'sa_test_starter')),
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
    createWebhook: {
      201: () => post('/v1/webhooks', webhookBody),
      400: () => post('/v1/webhooks', {}),
      401: () => post('/v1/webhooks', webhookBody, 'sa_test_off'),
      403: () => post('/v1/webhooks', webhookBody, 'sa_test_none'),
      409: () => repeated(50, () => post('/v1/webhooks', webhookBody)),
      413: () => post('/v1/webhooks', huge(20_000)),
      415: () => send('POST', '/v1/webhooks', webhookBody, 'sa_test_all', text),
      429: () => repeated(71, () => post('/v1/webhooks', {}, 'sa_test_starter')),
    },
    listWebhooks: {
      200: () => get('/v1/webhooks'),
      400: () => get('/v1/webhooks?limit=101'),
      401: () => get('/v1/webhooks', 'sa_test_off'),
      403: () => get('/v1/webhooks', 'sa_test_none'),
      429: () => repeated(71, () => get('/v1/webhooks', 'sa_test_starter')),
    },
    getWebhook: {
      ...common('GET', '/v1/webhooks/{id}'),
      200: () => get(`/v1/webhooks/${known.webhook}`),
    },
    updateWebhook: {
      ...common('PATCH', '/v1/webhooks/{id}', { name: 'Other' }),
      200: () => patch(`/v1/webhooks/${known.webhook}`, { name: 'Other' }),
      413: () => patch(`/v1/webhooks/${known.webhook}`, huge(20_000)),
      415: () => send('PATCH', `/v1/webhooks/${known.webhook}`, { name: 'Other' }, 'sa_test_all', text),
    },
    deleteWebhook: {
      ...common('DELETE', '/v1/webhooks/{id}'),
      204: async () => {
        const { data } = await (await get('/v1/webhooks')).json()
        return await send('DELETE', `/v1/webhooks/${data[0].id}`)
      },
    },
    rotateWebhookSecret: {
      ...common('POST', '/v1/webhooks/{id}/rotate-secret'),
      200: () => post(`/v1/webhooks/${known.webhook}/rotate-secret`),
    },
    listWebhookDeliveries: {
      ...common('GET', '/v1/webhooks/{id}/deliveries'),
      200: () => get(`/v1/webhooks/${known.webhook}/deliveries`),
    },
    getWebhookDelivery: {
      ...common('GET', '/v1/webhooks/{id}/deliveries/none'),
      200: () => get(`/v1/webhooks/${known.webhook}/deliveries/${known.delivery}`),
    },
    redeliverWebhookDelivery: {
      ...common('POST', '/v1/webhooks/{id}/deliveries/none/redeliver'),
      202: () => post(`/v1/webhooks/${known.webhook}/deliveries/${known.delivery}/redeliver`),
      409: () => post(`/v1/webhooks/${known.inactive}/deliveries/${known.delivery}/redeliver`),
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
    const body = await bodyOf(response)
    expect([response.status, body]).toEqual([status, status === 204 ? undefined : expect.anything()])
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
    const response = await fetch(mock.url + path?.replaceAll(/\{\w+\}/g, '7'), {
      method: method?.toUpperCase() ?? '',
      headers: { ...bearer('sa_test_any'), 'X-API-Key': 'sk_any', ...json, Prefer: `code=${status}` },
      ...(maxBodyBytes
        ? { body: JSON.stringify(bodies[id] ?? (api === 'atender' ? conversation('a') : mail)) }
        : {}),
    })
    const body = await bodyOf(response)
    expect(response.status).toBe(status)
    expectDocumented(api, id, status, body)
    if (status === 429) expectLimitHeaders(api, response)
  })
})

const bodies: Record<string, unknown> = {
  createWebhook: { ...webhookBody, url: 'https://hooks.shop.example/' },
  updateWebhook: { name: 'Other' },
}

/** Undefined when there is none. */
async function bodyOf(response: Response): Promise<unknown> {
  const text = await response.text()
  return text === '' ? undefined : JSON.parse(text)
}

function expectLimitHeaders(api: keyof typeof requests, { headers }: Response): void {
  const names = api === 'atender' ? ['limit'] : ['limit', 'remaining', 'reset']
  for (const name of names) expect(headers.get(`x-ratelimit-${name}`)).toMatch(/^\d+$/)
  if (api === 'atender') expect(headers.get('retry-after')).toMatch(/^\d+$/)
}
