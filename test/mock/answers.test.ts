import { describe, expect, it } from 'vitest'
import { createAtenderClient } from '../../generated/atender/client.ts'
import { createFernandClient } from '../../generated/fernand/client.ts'
import { createMock } from '../../mock/index.ts'
import { expectDocumented } from '../support/contract.ts'
import { operationRequests } from '../support/operation-requests.ts'

const mock = createMock()
const baseUrl = 'http://mock'
const atender = createAtenderClient({
  baseUrl,
  fetch: mock.fetch,
  headers: { Authorization: 'Bearer sa_test_any' },
})
const fernand = createFernandClient({ baseUrl, fetch: mock.fetch, headers: { 'X-API-Key': 'sk_any' } })

async function send({ path, init }: (typeof operationRequests)[number], prefer?: string, from = mock) {
  const headers = { ...init.headers, ...(prefer === undefined ? {} : { Prefer: prefer }) }
  const response = await from.fetch(baseUrl + path, { ...init, headers })
  const isJson = response.headers.get('content-type')?.startsWith('application/json')
  return { status: response.status, body: isJson ? await response.json() : undefined }
}

const cases = operationRequests.map(one => [one.api, one.id, one] as const)

describe('without a wish', () => {
  it.each(cases)('%s %s answers a documented success', async (api, id, request) => {
    const { status, body } = await send(request)
    expect(request.facts.statuses.filter(one => one < 300)).toContain(status)
    expectDocumented(api, id, status, body)
  })

  it('what was sent to Atender comes back, and nothing of the example in its place', async () => {
    const body = {
      externalReference: 'mine',
      contact: { email: 'Gilfoyle@PiedPiper.example' },
      subject: 'Anton is down',
      channel: 'whatsapp',
      tags: ['vip', 'unknown'],
      customFields: { order_id: '7', unknown: true },
      outboundContext: { metadata: { shop: 1 } },
    } as const
    const { data } = await atender.POST('/v1/conversations/outbound', {
      body: { ...body, tags: [...body.tags] },
    })
    expect(data).toMatchObject({
      externalReference: 'mine',
      contact: { email: 'gilfoyle@piedpiper.example', name: 'Gilfoyle', phone: null },
      subject: 'Anton is down',
      channel: 'whatsapp',
      tags: ['vip'],
      customFields: { order_id: '7' },
      metadata: { shop: 1 },
    })
    expect(data?.customFields).not.toHaveProperty('unknown')
    const minimal = await atender.POST('/v1/conversations/outbound', {
      body: { externalReference: 'b', contact: body.contact, subject: 's' },
    })
    expect(minimal.data).toMatchObject({ channel: 'email', tags: [], customFields: {}, metadata: {} })
    // The same contact is the same one.
    expect(minimal.data?.contact?.id).toBe(data?.contact?.id)
  })

  it('what was sent to Fernand comes back under the names of the answer', async () => {
    const { data } = await fernand.POST('/conversations/compose', {
      body: {
        channel_id: 123,
        content: {
          content: '<p>x</p>',
          attachments: [{ name: 'a.txt', type: 'text/plain', content: 'YWJj' }],
          actions: [{ name: 'note', data: { content: 'n' } }],
        },
        to: 'a@b.example',
        agent_id: 42,
        delay: 3,
        generated_id: 'mine',
      },
    })
    expect(data).toMatchObject({
      message: '<p>x</p>',
      attachments: [{ name: 'a.txt', type: 'text/plain', size: 3 }],
      actions: [{ name: 'note', data: { content: 'n' } }],
      agent_id: 42,
      delay: 3,
      generated_id: 'mine',
    })
    const reply = await fernand.POST('/conversations/{id}/reply', {
      params: { path: { id: 9 } },
      body: { content: 'hi', agent_id: 43 },
    })
    expect(reply.data).toMatchObject({
      conversation_id: 9,
      message: 'hi',
      agent_id: 43,
      attachments: [],
      delay: 7,
    })
    expect(reply.data).not.toHaveProperty('generated_id')
  })

  it('a message, a change and a webhook are what was sent', async () => {
    const path = { id: 'c-1' }
    const pushed = await atender.POST('/v1/conversations/{id}/messages', {
      params: { path },
      body: { direction: 'inbound', text: 'Hello?' },
    })
    expect(pushed.data).toMatchObject({
      conversationId: 'c-1',
      direction: 'inbound',
      status: 'received',
      text: 'Hello?',
      html: null,
    })
    const changed = await atender.PATCH('/v1/conversations/{id}', {
      params: { path },
      body: { status: 'done', teamId: null, agentId: 43 },
    })
    expect(changed.data).toMatchObject({ id: 'c-1', status: 'done', team: null, agent: { id: 43 } })
    const webhook = { name: 'w', url: 'https://hooks.example.com/a', events: ['message.sent' as const] }
    const made = await atender.POST('/v1/webhooks', { body: webhook })
    expect(made.data).toMatchObject({ ...webhook, secret: expect.stringMatching(/^whsec_/) })
  })

  it('the ids of the path and the filters of a list come back', async () => {
    const { data } = await fernand.GET('/conversations/{id}', { params: { path: { id: 77 } } })
    expect([data?.id, data?.recipients?.[0]?.conversation_id]).toEqual([77, 77])
    const list = await atender.GET('/v1/conversations', { params: { query: { externalReference: 'x-1' } } })
    expect(list.data?.data).toMatchObject([{ externalReference: 'x-1' }])
    const messages = await atender.GET('/v1/conversations/{id}/messages', {
      params: { path: { id: 'c-2' }, query: { limit: 1 } },
    })
    expect(messages.data?.data).toMatchObject([{ conversationId: 'c-2' }])
  })

  it('the same body has the same ids, another one others, and a seed changes them', async () => {
    const create = async (reference: string, from = mock) => {
      const client = createAtenderClient({
        baseUrl,
        fetch: from.fetch,
        headers: { Authorization: 'Bearer sa_test_any' },
      })
      const body = { externalReference: reference, contact: { email: 'a@b.example' }, subject: 's' }
      const { data } = await client.POST('/v1/conversations/outbound', { body })
      return data?.id
    }
    const id = await create('a')
    expect(id).toMatch(/^[\da-f]{8}-[\da-f]{4}-7[\da-f]{3}-/)
    expect(await create('a')).toBe(id)
    expect(await create('b')).not.toBe(id)
    expect(await create('a', createMock({ seed: 'other' }))).not.toBe(id)
  })

  it('the newest time is now, and what is to come lies ahead', async () => {
    const { data } = await atender.GET('/v1/conversations/{id}', { params: { path: { id: 'a' } } })
    expect(Math.abs(Date.now() - Date.parse(data?.updatedAt ?? ''))).toBeLessThan(5_000)
    const snoozed = await fernand.PATCH('/conversations/{id}', {
      params: { path: { id: 1 } },
      body: { status: 'SNOOZED', snooze_until: '5m' },
    })
    expect(Date.parse(snoozed.data?.snooze_until ?? '')).toBeGreaterThan(Date.now())
  })
})

describe('Prefer: dynamic=true', () => {
  const seeded = Array.from({ length: 4 }, (_, seed) => createMock({ seed: String(seed) }))

  it.each(cases)(
    'makes up for %s %s, the same for the same request, what the contract allows',
    async (api, id, request) => {
      for (const status of request.facts.statuses) {
        const first = await send(request, `dynamic=true, code=${status}`)
        expectDocumented(api, id, status, first.body)
        expect(await send(request, `code=${status}, dynamic`)).toEqual(first)
      }
      for (const other of seeded) {
        const { status, body } = await send(request, 'dynamic=true', other)
        expectDocumented(api, id, status, body)
      }
    },
    120_000,
  )
})

it('without a port, what no API answers is answered as on one', async () => {
  const nothing = await mock.fetch(`${baseUrl}/nothing`)
  expect([nothing.status, await nothing.json()]).toMatchObject([404, { error: 'not_found' }])
  expect(await (await mock.fetch(`${baseUrl}/healthz`)).json()).toEqual({ status: 'ok' })
  const gone = mock.fetch(`${baseUrl}/healthz`, { signal: AbortSignal.abort() })
  await expect(gone).rejects.toThrow('aborted')
})

it('what is made up differs with the request and with the seed', async () => {
  const [request] = operationRequests
  if (!request) throw new Error('there are no operations')
  const other = {
    ...request,
    init: { ...request.init, body: JSON.stringify({ ...JSON.parse(request.init.body ?? ''), subject: 'x' }) },
  }
  const made = [
    await send(request, 'dynamic=true'),
    await send(other, 'dynamic=true'),
    await send(request, 'dynamic=true', createMock({ seed: 'other' })),
  ]
  expect(new Set(made.map(({ body }) => JSON.stringify(body))).size).toBe(made.length)
})

describe('Prefer: wait', () => {
  it('delays the answer', async () => {
    const [request] = operationRequests
    if (!request) throw new Error('there are no operations')
    await send(request)
    const start = performance.now()
    expect((await send(request, 'wait=0.4')).status).toBe(201)
    expect(performance.now() - start).toBeGreaterThan(390)
  })
})
