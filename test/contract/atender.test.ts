import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createAtenderClient } from '../../generated/atender/client.ts'
import { expectDocumented } from '../support/contract.ts'
import { conversation, demoKey, startTestServer, type TestServer } from '../support/server.ts'

let server: TestServer
beforeAll(async () => {
  server = await startTestServer()
})
afterAll(() => server.stop())

const create = (body: Parameters<typeof post>[0]) => post(body)
async function post(body: ReturnType<typeof conversation> & Record<string, unknown>) {
  const { data, error, response } = await server.atender.POST('/v1/conversations/outbound', { body })
  expectDocumented('atender', 'createOutboundConversation', response.status, data ?? error)
  return { status: response.status, data, error }
}
const byReference = async (externalReference: string) => {
  const { data } = await server.atender.GET('/v1/conversations', { params: { query: { externalReference } } })
  return data?.data ?? []
}

describe('opening a conversation', () => {
  it('is found again by id and by reference, as it was answered', async () => {
    const reference = randomUUID()
    const { status, data } = await create({
      ...conversation(reference),
      channel: 'whatsapp',
      tags: ['vip', 'nobody-knows-this', 'refund', 'vip'],
      customFields: {
        order_id: '4521',
        order_total: 12.5,
        priority: 'high',
        gift: true,
        due: '2026-12-24',
        unknown: 1,
      },
      outboundContext: {
        originalMessage: 'Hello',
        sentAt: '2026-05-11T11:00:00+02:00',
        metadata: { deep: { er: [1, null] } },
      },
    })
    expect(status).toBe(201)
    expect(data).toMatchObject({
      externalReference: reference,
      status: 'active',
      channel: 'whatsapp',
      team: { id: 'social', name: 'Social' },
      tags: ['refund', 'vip'],
      customFields: { order_id: '4521', order_total: 12.5, priority: 'high', gift: true, due: '2026-12-24' },
      metadata: { deep: { er: [1, null] } },
    })
    expect(data?.customFields).not.toHaveProperty('unknown')
    const { data: fetched } = await server.atender.GET('/v1/conversations/{id}', {
      params: { path: { id: data?.id ?? '' } },
    })
    expect(fetched).toEqual(data)
    expect(await byReference(reference)).toEqual([data])
  })

  it('takes the channel email and the default team when nothing else is said', async () => {
    const { data } = await create(conversation(randomUUID()))
    expect(data).toMatchObject({
      channel: 'email',
      team: { id: 'support' },
      tags: [],
      customFields: {},
      metadata: {},
    })
  })

  it('with a reference that is taken answers 409 and changes nothing, whatever the rest says', async () => {
    const reference = randomUUID()
    const first = await create({ ...conversation(reference), contact: { email: 'first@aviato.example' } })
    const email = `${randomUUID()}@aviato.example`
    const second = await create({ ...conversation(reference), subject: 'Other', contact: { email } })
    expect([second.status, second.error?.error]).toEqual([409, 'reference_taken'])
    expect(await byReference(reference)).toEqual([first.data])
  })

  it('a hundred times at the same moment with one reference creates it once', async () => {
    const reference = randomUUID()
    const answers = await Promise.all(
      Array.from({ length: 100 }, (_, i) => create({ ...conversation(reference), subject: `attempt ${i}` })),
    )
    const statuses = answers.map(({ status }) => status).sort()
    expect(statuses).toEqual([201, ...Array(99).fill(409)])
    expect(await byReference(reference)).toHaveLength(1)
  })

  it('references are compared exactly, up to 255 characters', async () => {
    const reference = randomUUID()
    expect((await create(conversation(reference))).status).toBe(201)
    expect((await create(conversation(reference.toUpperCase()))).status).toBe(201)
    const long = reference.padEnd(255, 'ö')
    expect((await create(conversation(long))).status).toBe(201)
    expect(await byReference(long)).toHaveLength(1)
    expect((await create(conversation(`${long}x`))).status).toBe(400)
  })
})

describe('the contact', () => {
  it('is matched on the address whatever its case; what is stored stays, what is missing is filled in', async () => {
    const name = randomUUID()
    const contact = async (given: Record<string, string>) =>
      (await create({ ...conversation(randomUUID()), contact: given as { email: string } })).data?.contact
    const first = await contact({ email: `${name}@Aviato.Example` })
    expect(first).toMatchObject({ email: `${name}@aviato.example`, name, phone: null })
    const second = await contact({
      email: `${name.toUpperCase()}@aviato.example`,
      name: 'Erlich',
      phone: '+1555',
    })
    expect(second).toEqual({ ...first, name: 'Erlich', phone: '+1555', updatedAt: second?.updatedAt })
    const third = await contact({ email: `${name}@aviato.example`, name: 'Somebody Else', phone: '+1777' })
    expect(third).toEqual(second)
  })

  it('is one when many requests bring it at the same moment', async () => {
    const email = `${randomUUID()}@aviato.example`
    const answers = await Promise.all(
      Array.from({ length: 20 }, () => create({ ...conversation(randomUUID()), contact: { email } })),
    )
    expect(new Set(answers.map(({ data }) => data?.contact?.id)).size).toBe(1)
  })
})

describe('custom fields', () => {
  it('of the wrong type are refused, all of them, and nothing is stored', async () => {
    const reference = randomUUID()
    const { status, error } = await create({
      ...conversation(reference),
      customFields: { order_id: 7, order_total: '7', priority: 'urgent', gift: 'yes', due: '2026-02-30' },
    })
    expect(status).toBe(400)
    const violations = error && 'errors' in error ? error.errors : []
    expect(violations.map(({ path }) => path).sort()).toEqual(
      ['due', 'gift', 'order_id', 'order_total', 'priority'].map(key => `/customFields/${key}`),
    )
    expect(await byReference(reference)).toEqual([])
  })
})

describe('reading', () => {
  it('a list goes from the newest to the oldest, page by page, each conversation once', async () => {
    await using own = await startTestServer()
    for (let i = 0; i < 7; i++)
      await own.atender.POST('/v1/conversations/outbound', { body: conversation(`r${i}`) })
    const seen: (string | null)[] = []
    let cursor: string | undefined
    do {
      const query = { limit: 3, ...(cursor === undefined ? {} : { cursor }) }
      const { data } = await own.atender.GET('/v1/conversations', { params: { query } })
      seen.push(...(data?.data ?? []).map(({ externalReference }) => externalReference))
      cursor = data?.nextCursor ?? undefined
    } while (cursor !== undefined)
    expect(seen).toEqual(['r6', 'r5', 'r4', 'r3', 'r2', 'r1', 'r0'])
  })

  it('a cursor that no page gave is refused', async () => {
    const { response, error } = await server.atender.GET('/v1/conversations', {
      params: { query: { cursor: 'abc' } },
    })
    expect(response.status).toBe(400)
    expectDocumented('atender', 'listConversations', 400, error)
  })

  it('an id that does not exist answers 404', async () => {
    const { response, error } = await server.atender.GET('/v1/conversations/{id}', {
      params: { path: { id: 'none' } },
    })
    expect(response.status).toBe(404)
    expectDocumented('atender', 'getConversation', 404, error)
  })

  it('a key that may only read can read, and cannot create', async () => {
    const reader = createAtenderClient({
      baseUrl: server.url,
      headers: { Authorization: `Bearer ${demoKey.readonly}` },
    })
    expect((await reader.GET('/v1/conversations')).response.status).toBe(200)
    const { response, error } = await reader.POST('/v1/conversations/outbound', { body: conversation('x') })
    expect(response.status).toBe(403)
    expectDocumented('atender', 'createOutboundConversation', 403, error)
    expect(error?.message).toContain('conversations:write')
  })
})
