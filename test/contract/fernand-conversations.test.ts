import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { components, operations } from '../../generated/fernand/types.ts'
import { expectDocumented } from '../support/contract.ts'
import { mail, startTestServer, type TestServer } from '../support/server.ts'

type Schemas = components['schemas']
type Query = NonNullable<operations['listConversations']['parameters']['query']>

let server: TestServer
beforeAll(async () => {
  server = await startTestServer()
})
afterAll(() => server.stop())

/** A conversation whose mail is not sent for an hour. */
async function open(changes: Partial<Schemas['ConversationCompose']> = {}): Promise<number> {
  const { data } = await server.fernand.POST('/conversations/compose', {
    body: { ...mail, delay: 3600, ...changes },
  })
  if (!data) throw new Error('the conversation was not opened')
  return data.conversation_id
}
const get = async (id: number) =>
  (await server.fernand.GET('/conversations/{id}', { params: { path: { id } } })).data
async function update(id: number, body: Schemas['ConversationUpdate']) {
  const { data, error, response } = await server.fernand.PATCH('/conversations/{id}', {
    params: { path: { id } },
    body,
  })
  expectDocumented('fernand', 'updateConversation', response.status, data ?? error)
  return { status: response.status, data, error }
}
async function list(query: Query) {
  const { data, error, response } = await server.fernand.GET('/conversations', { params: { query } })
  expectDocumented('fernand', 'listConversations', response.status, data ?? error)
  return { status: response.status, data, error }
}
const ids = async (query: Query) => (await list({ limit: 250, ...query })).data?.data.map(({ id }) => id)

describe('a change', () => {
  it.each(['CLOSED', 'SPAM', 'SNOOZED', 'OPENED'] as const)(
    'to %s is there when it is read',
    async status => {
      const id = await open()
      const { data } = await update(id, { status })
      expect(data?.status).toBe(status)
      expect(await get(id)).toEqual(data)
    },
  )

  it('of the agent is by id or by address, and null takes it from everybody', async () => {
    const id = await open()
    expect((await get(id))?.agent_id).toBe(42)
    expect((await update(id, { agent_email: 'Jared.Dunn@demo.example' })).data?.agent_id).toBe(43)
    expect((await update(id, { agent_id: 42, agent_email: 'jared.dunn@demo.example' })).data?.agent_id).toBe(
      42,
    )
    expect((await update(id, { agent_id: null })).data?.agent_id).toBeNull()
    const unknown = await update(id, { status: 'CLOSED', agent_id: 7 })
    expect([unknown.status, unknown.error?.error]).toEqual([404, 'agent_id 7 does not exist.'])
    expect((await get(id))?.status).toBe('OPENED')
  })

  it('of the contact takes one of the recipients', async () => {
    const id = await open({ to: 'one@b.example', cc: 'two@b.example' })
    const recipients = (await get(id))?.recipients ?? []
    const second = recipients.find(({ kind }) => kind === 'cc')?.contact_id ?? 0
    expect((await update(id, { contact_id: second })).data?.contact_id).toBe(second)
    expect((await update(id, { contact_id: 999_999 })).status).toBe(404)
  })

  it('of the subject is found by its new words, and no longer by the old ones', async () => {
    const [before, after] = [`w${randomUUID().slice(0, 8)}`, `w${randomUUID().slice(0, 8)}`]
    const id = await open({ subject: before })
    expect(await ids({ query: before })).toEqual([id])
    await update(id, { subject: `Now ${after}` })
    expect(await ids({ query: before })).toEqual([])
    expect(await ids({ query: after.toUpperCase() })).toEqual([id])
  })

  it.each([
    ['5m', 5 * 60],
    ['+30', 30 * 60],
    ['one week', 7 * 24 * 3600],
    ['3 days', 3 * 24 * 3600],
  ])('snoozes until %s', async (text, seconds) => {
    const { data } = await update(await open(), { status: 'SNOOZED', snooze_until: text })
    const ahead = (Date.parse(data?.snooze_until ?? '') - Date.now()) / 1000
    expect(Math.abs(ahead - seconds)).toBeLessThan(10)
  })

  it.each(['tomorrow', 'monday', 'Sunday'])('snoozes until nine in the morning of %s', async text => {
    const { data } = await update(await open(), { status: 'SNOOZED', snooze_until: text })
    expect(data?.snooze_until).toMatch(/T09:00:00.000Z$/)
    expect(Date.parse(data?.snooze_until ?? '')).toBeGreaterThan(Date.now())
    const day = new Date(data?.snooze_until ?? '').toLocaleDateString('en', {
      weekday: 'long',
      timeZone: 'UTC',
    })
    if (text !== 'tomorrow') expect(day.toLowerCase()).toBe(text.toLowerCase())
  })

  it('snoozes until a timestamp, and wakes then', async () => {
    const id = await open()
    const until = new Date(Date.now() + 1500).toISOString()
    expect((await update(id, { status: 'SNOOZED', snooze_until: until })).data).toMatchObject({
      status: 'SNOOZED',
      snooze_until: until,
    })
    await expect.poll(async () => (await get(id))?.status, { timeout: 10_000 }).toBe('OPENED')
    expect((await get(id))?.snooze_until).toBeNull()
    expect(Date.now()).toBeGreaterThanOrEqual(Date.parse(until))
  })

  it('that ends a snooze before its time is not undone by it', async () => {
    const id = await open()
    await update(id, { status: 'SNOOZED', snooze_until: new Date(Date.now() + 700).toISOString() })
    await update(id, { status: 'CLOSED' })
    await new Promise(resolve => setTimeout(resolve, 1500))
    expect(await get(id)).toMatchObject({ status: 'CLOSED', snooze_until: null })
  })

  it.each([
    [{ status: 'SNOOZED', snooze_until: '2020-01-01T00:00:00Z' }, ['/snooze_until', 'past']],
    [{ status: 'SNOOZED', snooze_until: 'when hell freezes' }, ['/snooze_until', 'format']],
    [{ snooze_until: '5m' }, ['/status', 'dependentRequired']],
    [{ status: 'CLOSED', snooze_until: '5m' }, ['/status', 'const']],
  ] as const)('%j is refused', async (body, expected) => {
    const id = await open()
    const { status, error } = await update(id, body as Schemas['ConversationUpdate'])
    expect(status).toBe(400)
    expect(error && 'errors' in error && error.errors.map(({ path, code }) => [path, code])).toEqual([
      expected,
    ])
    expect((await get(id))?.status).toBe('OPENED')
  })

  it('to a snooze alone is told what it needs', async () => {
    const { error } = await update(await open(), { snooze_until: '5m' })
    expect(error && 'errors' in error && error.errors[0]?.message).toBe(
      'status is required with snooze_until',
    )
  })
})

describe('a list', () => {
  it('is narrowed by each word of its query, and by all of them together', async () => {
    const word = `w${randomUUID().slice(0, 8)}`
    const tagged = {
      content: { content: `<p>${word} tagged</p>`, actions: [{ name: 'tag', data: { tag: 'VIP' } }] },
    }
    const one = await open({ subject: `${word} one`, agent_id: 43, ...tagged })
    const two = await open({
      subject: 'Two',
      content: { content: `<p>Gr&uuml;&szlig;e, <b>${word}</b>!</p>` },
    })
    const three = await open({ subject: `${word} three` })
    await update(two, { status: 'CLOSED', agent_id: null })
    await update(three, { status: 'SPAM' })

    const found = (query: string) => ids({ query: `${word} ${query}`, order: 'oldest' })
    expect(await found('')).toEqual([one, two, three])
    expect(await found('status:opened')).toEqual([one])
    expect(await found('status:closed')).toEqual([two])
    expect(await found('STATUS:Spam')).toEqual([three])
    expect(await found('assigned:jared.dunn@demo.example')).toEqual([one])
    expect(await found('assigned:nobody@demo.example')).toEqual([])
    expect(await found('unassigned:true')).toEqual([two])
    expect(await found('unassigned:false')).toEqual([one, three])
    expect(await found('tag:vip')).toEqual([one])
    expect(await found('tag:"VIP"')).toEqual([one])
    expect(await found('tag:nothing')).toEqual([])
    expect(await found('grüße')).toEqual([two])
    expect(await found('three')).toEqual([three])
    expect(await found(`"${word} one"`)).toEqual([one])
    expect(await found(`"one ${word}"`)).toEqual([])
    expect(await found('status:sleeping')).toEqual([])
    expect(await found('strong')).toEqual([])
  })

  it.each(["'", '"', 'a"b', '* OR NOT (', 'body:x', '🦆', '%_\\', 'NEAR(a b)'])(
    'takes %j as words, whatever it would mean to a database',
    async query => {
      expect((await list({ query })).status).toBe(200)
    },
  )

  it.each(['newest', 'oldest', 'longest', 'priority'] as const)(
    'in the order %s has each conversation once, page by page',
    async order => {
      const word = `w${randomUUID().slice(0, 8)}`
      const all: number[] = []
      for (let i = 0; i < 8; i++) all.push(await open({ subject: word }))
      const seen: number[] = []
      let cursor: string | undefined
      do {
        const { data } = await list({ query: word, order, limit: 3, ...(cursor ? { cursor } : {}) })
        expect(data?.data.length).toBeLessThanOrEqual(3)
        seen.push(...(data?.data.map(({ id }) => id) ?? []))
        cursor = data?.cursor ?? undefined
      } while (cursor)
      expect(seen).toEqual(order === 'newest' || order === 'priority' ? all.toReversed() : all)
    },
  )

  it('whose cursor is of another order, or of nobody, is refused', async () => {
    const word = `w${randomUUID().slice(0, 8)}`
    for (let i = 0; i < 4; i++) await open({ subject: word })
    const { data } = await list({ query: word, order: 'newest', limit: 3 })
    const other = await list({ query: word, order: 'oldest', cursor: data?.cursor ?? '' })
    expect([other.status, other.error && 'errors' in other.error && other.error.errors[0]?.path]).toEqual([
      400,
      '/cursor',
    ])
    expect((await list({ cursor: 'AAAA' })).status).toBe(400)
  })
})

describe('what a request can refer to', () => {
  it('agents, channels, snippets and tags are listed as the workspace has them', async () => {
    const answers = await Promise.all([
      server.fernand.GET('/agents'),
      server.fernand.GET('/organization/channels'),
      server.fernand.GET('/snippets'),
      server.fernand.GET('/tags'),
    ])
    const [agents, channels, snippets, tags] = answers.map(({ data }) => data)
    expectDocumented('fernand', 'listAgents', 200, agents)
    expectDocumented('fernand', 'listChannels', 200, channels)
    expectDocumented('fernand', 'listSnippets', 200, snippets)
    expectDocumented('fernand', 'listTags', 200, tags)
    expect(agents).toContainEqual({
      id: 42,
      email: 'monica.hall@demo.example',
      name: 'Monica Hall',
      firstname: 'Monica',
      is_removed: false,
      is_paying: true,
      is_current_user: true,
    })
    expect(channels).toEqual([
      {
        id: 123,
        name: 'Demo shop',
        email: 'support@demo.example',
        destination: 'support@demo.example',
        is_valid: true,
        domain: { name: 'demo.example', dns: [], is_valid: true, is_pending: false },
      },
    ])
    expect(tags).toMatchObject([
      { id: 1, slug: 'refund', name: 'Refund' },
      { id: 2, slug: 'vip', name: 'VIP' },
    ])
    expect(snippets).toMatchObject([{ id: 123, title: 'Close it', actions: [{ name: 'status' }] }])
  })
})
