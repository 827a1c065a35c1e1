import { randomUUID } from 'node:crypto'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import contract from '../../generated/atender/openapi.json' with { type: 'json' }
import type { components, operations } from '../../generated/atender/types.ts'
import { expectDocumented } from '../support/contract.ts'
import { temporaryFolder } from '../support/process.ts'
import { conversation, demoKey, startTestServer, type TestServer } from '../support/server.ts'

type Conversation = components['schemas']['Conversation']
type Status = components['schemas']['ConversationStatus']
type Query = NonNullable<operations['listConversations']['parameters']['query']>

let server: TestServer
beforeAll(async () => {
  server = await startTestServer()
})
afterAll(() => server.stop())

async function open(
  changes: Partial<components['schemas']['ConversationCreate']> = {},
): Promise<Conversation> {
  const { data } = await server.atender.POST('/v1/conversations/outbound', {
    body: { ...conversation(randomUUID()), ...changes },
  })
  if (!data) throw new Error('the conversation was not created')
  return data
}
async function update(id: string, body: components['schemas']['ConversationUpdate']) {
  const { data, error, response } = await server.atender.PATCH('/v1/conversations/{id}', {
    params: { path: { id } },
    body,
  })
  expectDocumented('atender', 'updateConversation', response.status, data ?? error)
  return { status: response.status, data, error }
}
const get = async (id: string) =>
  (await server.atender.GET('/v1/conversations/{id}', { params: { path: { id } } })).data
async function list(query: Query) {
  const { data, error, response } = await server.atender.GET('/v1/conversations', { params: { query } })
  expectDocumented('atender', 'listConversations', response.status, data ?? error)
  return data
}
const ids = async (query: Query) => (await list(query))?.data.map(({ id }) => id)

/** A conversation that was brought to that status by a way that the table allows. */
async function inStatus(status: Status): Promise<Conversation> {
  const fresh = await open()
  return status === 'active' ? fresh : ((await update(fresh.id, { status })).data ?? fresh)
}

describe('the status', () => {
  const table: Record<string, string[]> = contract.components.schemas.ConversationStatus['x-transitions']
  const statuses = contract.components.schemas.ConversationStatus.enum as Status[]
  const pairs = statuses.flatMap(from => statuses.map(to => [from, to] as const))

  it('every status of the contract is in the table', () => {
    expect(Object.keys(table).sort()).toEqual([...statuses].sort())
  })

  it.each(pairs)('from %s to %s changes as the table of the contract says', async (from, to) => {
    const before = await inStatus(from)
    const { status, data, error } = await update(before.id, { status: to })
    if (from === to) expect([status, data]).toEqual([200, before])
    else if (table[from]?.includes(to)) {
      expect([status, data?.status]).toEqual([200, to])
      expect(Date.parse(data?.updatedAt ?? '')).toBeGreaterThanOrEqual(Date.parse(before.updatedAt ?? ''))
    } else {
      expect([status, error?.error]).toEqual([409, 'invalid_state'])
      expect(await get(before.id)).toEqual(before)
    }
  })

  it('changed by many at the same moment takes one way that the table allows', async () => {
    const { id } = await open()
    const answers = await Promise.all(
      Array.from({ length: 20 }, (_, i) => update(id, { status: i % 2 === 0 ? 'archived' : 'snoozed' })),
    )
    expect(answers.map(({ status }) => status).filter(status => status !== 200 && status !== 409)).toEqual([])
    expect((await get(id))?.status).toBe('archived')
  })
})

describe('the assignee', () => {
  it('is a team, an agent, both or nobody', async () => {
    const { id, team, agent } = await open()
    expect([team?.id, agent]).toEqual(['support', null])
    const both = await update(id, { teamId: 'social', agentId: 43 })
    expect(both.data).toMatchObject({
      team: { id: 'social', name: 'Social' },
      agent: { id: 43, name: 'Jared Dunn' },
    })
    const agentAlone = await update(id, { teamId: null })
    expect(agentAlone.data).toMatchObject({ team: null, agent: { id: 43 } })
    const nobody = await update(id, { agentId: null })
    expect(nobody.data).toMatchObject({ team: null, agent: null, status: 'active' })
    expect(await get(id)).toEqual(nobody.data)
  })

  it('that the workspace does not have is refused, all of it, and nothing changes', async () => {
    const before = await open()
    const { status, error } = await update(before.id, { status: 'done', teamId: 'nobody', agentId: 999 })
    expect(status).toBe(400)
    expect(error && 'errors' in error && error.errors).toEqual([
      { path: '/teamId', code: 'unknown', message: 'teamId is no team of the workspace' },
      { path: '/agentId', code: 'unknown', message: 'agentId is no active agent of the workspace' },
    ])
    expect(await get(before.id)).toEqual(before)
  })
})

describe('a list', () => {
  it('is narrowed by status, channel and contact, and by all of them together', async () => {
    const email = `${randomUUID()}@aviato.example`
    const contact = { email }
    const first = await open({ contact, channel: 'sms' })
    const second = await open({ contact, channel: 'voice' })
    const third = await open({ contact, channel: 'sms' })
    await open({ channel: 'sms' })
    await update(third.id, { status: 'snoozed' })

    const newestFirst = [third.id, second.id, first.id]
    expect(await ids({ contact: first.contact?.id ?? '' })).toEqual(newestFirst)
    expect(await ids({ contact: email.toUpperCase() })).toEqual(newestFirst)
    expect(await ids({ contact: email, channel: 'sms' })).toEqual([third.id, first.id])
    expect(await ids({ contact: email, status: 'active' })).toEqual([second.id, first.id])
    expect(await ids({ contact: email, status: 'snoozed', channel: 'sms' })).toEqual([third.id])
    expect(await ids({ contact: email, status: 'done' })).toEqual([])
    expect(await ids({ contact: 'nobody@aviato.example' })).toEqual([])
    expect(await ids({ contact: randomUUID() })).toEqual([])
    const reference = first.externalReference ?? ''
    expect(await ids({ externalReference: reference, status: 'active', channel: 'sms' })).toEqual([first.id])
    expect(await ids({ externalReference: reference, status: 'done' })).toEqual([])
    expect(await ids({ externalReference: reference, channel: 'voice' })).toEqual([])
    expect(await ids({ externalReference: reference, contact: 'nobody@aviato.example' })).toEqual([])
    expect((await ids({ status: 'snoozed' }))?.includes(third.id)).toBe(true)
    expect((await list({ channel: 'voice' }))?.data.every(({ channel }) => channel === 'voice')).toBe(true)
  })

  it('takes a reference and an address with : / and @ in its query as they are, and percent-encoded', async () => {
    const email = `${randomUUID()}@aviato.example`
    const externalReference = `shop:${randomUUID()}/1`
    const { id } = await open({ externalReference, contact: { email } })
    const queries = [
      `externalReference=${externalReference}`,
      `externalReference=${encodeURIComponent(externalReference)}`,
      `contact=${email}`,
      `contact=${encodeURIComponent(email)}`,
    ]
    for (const query of queries) {
      const response = await fetch(`${server.url}/v1/conversations?${query}`, {
        headers: { Authorization: `Bearer ${demoKey.atender}` },
      })
      const { data } = await response.json()
      expect([query, data?.[0]?.id]).toEqual([query, id])
    }
  })

  it('that is narrowed goes on page by page', async () => {
    const contact = { email: `${randomUUID()}@aviato.example` }
    const all: string[] = []
    for (let i = 0; i < 5; i++) all.unshift((await open({ contact })).id)
    const seen: string[] = []
    let cursor: string | undefined
    do {
      const page = await list({ contact: contact.email, limit: 2, ...(cursor ? { cursor } : {}) })
      seen.push(...(page?.data.map(({ id }) => id) ?? []))
      cursor = page?.nextCursor ?? undefined
    } while (cursor)
    expect(seen).toEqual(all)
  })
})

describe('contacts', () => {
  it('are found by id and by address, and listed from the newest to the oldest', async () => {
    const email = `${randomUUID()}@aviato.example`
    const { contact } = await open({ contact: { email, name: 'Erlich' } })
    const { data: found, response } = await server.atender.GET('/v1/contacts/{id}', {
      params: { path: { id: contact?.id ?? '' } },
    })
    expectDocumented('atender', 'getContact', response.status, found)
    expect(found).toEqual(contact)
    const { data: byEmail } = await server.atender.GET('/v1/contacts', {
      params: { query: { email: email.toUpperCase() } },
    })
    expect(byEmail).toEqual({ data: [contact], nextCursor: null })

    await open({ contact: { email: `${randomUUID()}@aviato.example` } })
    const seen: string[] = []
    let cursor: string | undefined
    do {
      const { data } = await server.atender.GET('/v1/contacts', {
        params: { query: { limit: 2, ...(cursor ? { cursor } : {}) } },
      })
      expectDocumented('atender', 'listContacts', 200, data)
      seen.push(...(data?.data.map(({ createdAt }) => createdAt ?? '') ?? []))
      cursor = data?.nextCursor ?? undefined
    } while (cursor)
    expect(seen.length).toBeGreaterThan(2)
    expect(seen).toEqual(seen.toSorted().reverse())
  })
})

describe('what conversations can carry', () => {
  it('tags are listed in the order of the workspace, page by page', async () => {
    const { data, response } = await server.atender.GET('/v1/tags', { params: { query: { limit: 1 } } })
    expectDocumented('atender', 'listTags', response.status, data)
    expect(data?.data).toEqual([{ slug: 'refund', name: 'Refund', type: 'topic', parent: null }])
    const { data: rest } = await server.atender.GET('/v1/tags', {
      params: { query: { cursor: data?.nextCursor ?? '' } },
    })
    expect(rest).toEqual({
      data: [{ slug: 'vip', name: 'VIP', type: 'metadata', parent: null }],
      nextCursor: null,
    })
  })

  it('custom fields are listed by key, with the options of a select field', async () => {
    const { data, response } = await server.atender.GET('/v1/custom-fields')
    expectDocumented('atender', 'listCustomFields', response.status, data)
    expect(data?.data.map(({ key, type }) => [key, type])).toEqual([
      ['due', 'date'],
      ['gift', 'checkbox'],
      ['order_id', 'text'],
      ['order_total', 'number'],
      ['priority', 'select'],
    ])
    expect(data?.data.at(-1)?.options).toEqual(['low', 'normal', 'high'])
  })
})

describe('tenants', () => {
  it('a test key and a live key reach different tenants, which see nothing of each other', async () => {
    const workspace = join(temporaryFolder(), 'workspace.yaml')
    const scopes = '[conversations:write, contacts:read, tags:read]'
    writeFileSync(
      workspace,
      `tenants:
  - { id: sandbox, name: Shop, environment: test, keys: [{ api: atender, key: sa_test_one, scopes: ${scopes} }] }
  - { id: shop, name: Shop, environment: live, keys: [{ api: atender, key: sa_live_one, scopes: ${scopes} }] }
`,
    )
    await using own = await startTestServer({ workspace })
    const as = async (key: string, path: string, init: RequestInit = {}) => {
      const headers = { Authorization: `Bearer ${key}`, 'Content-Type': 'application/json' }
      const response = await fetch(own.url + path, { ...init, headers })
      return { status: response.status, body: await response.json() }
    }
    const create = (key: string) =>
      as(key, '/v1/conversations/outbound', { method: 'POST', body: JSON.stringify(conversation('one')) })
    const sandbox = await create('sa_test_one')
    const live = await create('sa_live_one')
    expect([sandbox.status, live.status]).toEqual([201, 201])
    expect(live.body.contact.id).not.toBe(sandbox.body.contact.id)

    const { id, contact } = sandbox.body
    const statusOf = async (path: string, method = 'GET', body?: object) =>
      (await as('sa_live_one', path, body ? { method, body: JSON.stringify(body) } : { method })).status
    expect(await statusOf(`/v1/conversations/${id}`)).toBe(404)
    expect(await statusOf(`/v1/conversations/${id}`, 'PATCH', { status: 'done' })).toBe(404)
    expect(await statusOf(`/v1/conversations/${id}/messages`)).toBe(404)
    const text = { direction: 'outbound', text: 'Hello' }
    expect(await statusOf(`/v1/conversations/${id}/messages`, 'POST', text)).toBe(404)
    expect(await statusOf(`/v1/contacts/${contact.id}`)).toBe(404)
    const lists = [
      '/v1/conversations',
      '/v1/conversations?externalReference=one',
      `/v1/conversations?contact=${contact.email}`,
      '/v1/contacts',
      `/v1/contacts?email=${contact.email}`,
    ]
    for (const path of lists) {
      const { body } = await as('sa_live_one', path)
      expect(body.data).toHaveLength(1)
      expect(JSON.stringify(body)).not.toContain(id)
      expect(JSON.stringify(body)).not.toContain(contact.id)
    }
    expect((await as('sa_live_one', `/v1/conversations?contact=${contact.id}`)).body.data).toEqual([])
  })
})
