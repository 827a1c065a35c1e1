/** What an inbox reads of the control plane: the conversations of both APIs in one list, and what stands in each. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { copyOf } from '../support/control.ts'
import {
  compose,
  frozenCopy,
  idsIn,
  list,
  messages,
  open,
  type Schemas,
  START,
  status,
  timeline,
} from '../support/inbox.ts'
import { startTestServer, type TestServer } from '../support/server.ts'

let server: TestServer
beforeAll(async () => {
  server = await startTestServer({ control: true })
})
afterAll(() => server.stop())

describe('the list', () => {
  it('has both APIs in one, what was touched last first, with how each stands', async () => {
    const copy = await frozenCopy(server)
    const chat = await open(copy, 'a', {
      contact: { email: 'ada@kunde.example', name: 'Ada Novak' },
      outboundContext: { originalMessage: 'My jar\n  arrived broken.' },
      tags: ['vip'],
    })
    await copy.advance({ seconds: 1 })
    const composed = await compose(copy, { delay: 60, content: { content: '<p>On its <b>way</b></p>' } })
    const { data, counts, nextCursor } = await list(copy)
    expect(data).toMatchObject([
      {
        ...{ id: composed, api: 'fernand', channel: 'email', preview: 'On its way', lastDirection: 'out' },
        ...{ pendingMails: 1, failedMails: 0, agent: { id: 42, name: 'Monica Hall' }, tags: [] },
        contact: { email: 'monica.hall@raviga-capital.com' },
      },
      {
        ...{ id: chat, api: 'atender', channel: 'webchat', preview: 'My jar arrived broken.' },
        ...{ lastDirection: 'in', agent: null, team: { id: 'support', name: 'Support' }, pendingMails: 0 },
        ...{ contact: { name: 'Ada Novak', email: 'ada@kunde.example' }, updatedAt: START },
        tags: [{ slug: 'vip', name: 'VIP' }],
      },
    ])
    expect([counts, nextCursor]).toEqual([{ open: 2, snoozed: 0, closed: 0, spam: 0 }, null])
    expect(await idsIn(copy, { api: 'atender' })).toEqual([chat])
    await copy.advance({ seconds: 1 })
    await copy.control.POST('/_control/conversations/{id}/agent-reply', {
      params: { path: { id: chat } },
      body: { text: 'Sorry!' },
    })
    expect(await idsIn(copy)).toEqual([chat, composed])
    await copy.advance({ seconds: 1 })
    await copy.fernand.POST('/conversations/{id}/notes', {
      params: { path: { id: Number(composed) } },
      body: { content: '<p>Called her.</p>' },
    })
    expect(await idsIn(copy)).toEqual([composed, chat])
  })

  it('files each conversation by its status, and counts them', async () => {
    const copy = copyOf(server)
    const [done, archived, snoozed, active] = [
      await open(copy, 'done'),
      await open(copy, 'archived'),
      await open(copy, 'snoozed'),
      await open(copy, 'active'),
    ]
    const spam = await compose(copy)
    await status(copy, done, { status: 'done' })
    await status(copy, archived, { status: 'archived' })
    await status(copy, snoozed, { status: 'snoozed', until: '2099-01-01T00:00:00Z' })
    await status(copy, spam, { status: 'spam' })
    expect(await idsIn(copy, { folder: 'open' })).toEqual([active])
    expect(await idsIn(copy, { folder: 'closed' })).toEqual([archived, done])
    expect(await idsIn(copy, { folder: 'snoozed' })).toEqual([snoozed])
    const { data, counts } = await list(copy, { folder: 'spam' })
    expect(data).toMatchObject([{ id: spam, status: 'spam' }])
    expect(counts).toEqual({ open: 1, snoozed: 1, closed: 2, spam: 1 })
  })

  it('pages without a gap or a repeat while others are added and touched', async () => {
    const copy = await frozenCopy(server)
    const made: string[] = []
    // Some at the same moment, of different statuses.
    for (let index = 0; index < 9; index++) {
      made.unshift(await open(copy, `r${index}`))
      if (index % 3 === 0) await status(copy, made[0] ?? '', { status: 'done' })
      if (index % 2 === 0) await copy.advance({ seconds: 1 })
    }
    const seen: string[] = []
    let cursor: string | null = null
    do {
      const page = await list(copy, { limit: 2, ...(cursor === null ? {} : { cursor }) })
      seen.push(...page.data.map(({ id }) => id))
      cursor = page.nextCursor
      await copy.advance({ seconds: 1 })
      await open(copy, `later-${seen.length}`)
    } while (cursor !== null)
    expect(seen.toSorted()).toEqual(made.toSorted())
    const wrong = await copy.control.GET('/_control/conversations', {
      params: { query: { cursor: 'nonsense' } },
    })
    expect(wrong.error).toMatchObject({ errors: [{ in: 'query', path: '/cursor' }] })
  })

  it('is searched by words of messages and subjects of both APIs, and by an address', async () => {
    const copy = copyOf(server)
    const chat = await open(copy, 'a', {
      contact: { email: 'ada@kunde.example' },
      subject: 'Strawberry jam',
      outboundContext: { originalHtml: '<p>The <b>lid</b> is loose</p>' },
    })
    const composed = await compose(copy, { subject: 'Jam again', content: { content: '<p>A new lid</p>' } })
    expect(await idsIn(copy, { search: 'JAM' })).toEqual([composed, chat])
    expect(await idsIn(copy, { search: 'lid is' })).toEqual([chat])
    expect(await idsIn(copy, { search: 'Ada@kunde.example' })).toEqual([chat])
    expect(await idsIn(copy, { search: 'jam', folder: 'spam' })).toEqual([])
    expect(await idsIn(copy, { search: '%' })).toEqual([])
    await copy.control.POST('/_control/conversations/{id}/customer-message', {
      params: { path: { id: chat } },
      body: { text: 'It smells of vinegar' },
    })
    expect(await idsIn(copy, { search: 'vinegar' })).toEqual([chat])
    const first = await list(copy, { search: 'jam', limit: 1 })
    const second = await list(copy, { search: 'jam', limit: 1, cursor: first.nextCursor ?? '' })
    expect([...first.data, ...second.data].map(({ id }) => id)).toEqual([chat, composed])
    expect(second.nextCursor).toBeNull()
  })

  it('never has what another tenant has, nor anything else of it', async () => {
    const [one, other] = [copyOf(server), copyOf(server)]
    const theirs = await open(other, 'a', { outboundContext: { originalMessage: 'Secret' } })
    const [message] = await messages(other, theirs)
    expect((await list(one)).data).toEqual([])
    expect(await idsIn(one, { search: 'secret' })).toEqual([])
    const path = { path: { id: theirs } }
    const answers = await Promise.all([
      one.control.GET('/_control/conversations/{id}', { params: path }),
      one.control.GET('/_control/conversations/{id}/timeline', { params: path }),
      one.control.PUT('/_control/conversations/{id}/tags', { params: path, body: { tags: [] } }),
      one.control.DELETE('/_control/messages/{id}', { params: { path: { id: message?.id ?? '' } } }),
    ])
    expect(answers.map(({ response }) => response.status)).toEqual([404, 404, 404, 404])
  })
})

describe('a conversation', () => {
  it('is told with its contact, its fields and its service levels', async () => {
    const copy = await frozenCopy(server)
    const id = await open(copy, 'shop-1', {
      channel: 'whatsapp',
      contact: { email: 'ada@kunde.example', phone: '+49 30 1' },
      customFields: { order_id: 'A-1042', gift: true },
      outboundContext: { originalMessage: 'Hello', metadata: { cart: { total: 3 } } },
    })
    const { data } = await copy.control.GET('/_control/conversations/{id}', { params: { path: { id } } })
    expect(data).toMatchObject({
      ...{ id, externalReference: 'shop-1', address: null, recipients: [] },
      contactDetail: { phone: '+49 30 1', since: START },
      customFields: [
        { key: 'order_id', name: 'Order number', value: 'A-1042' },
        { key: 'gift', name: 'Wrapped as a gift', value: true },
      ],
      metadata: { cart: { total: 3 } },
      serviceLevels: [{ metric: 'first_reply', state: 'running' }, { metric: 'resolution' }],
      statuses: ['snoozed', 'done', 'archived'],
    })
    const composed = await compose(copy, { cc: 'jared@x.example' })
    const other = await copy.control.GET('/_control/conversations/{id}', {
      params: { path: { id: composed } },
    })
    expect(other.data).toMatchObject({
      address: `support+${copy.name}@demo.example`,
      recipients: [
        { kind: 'to', name: 'Monica Hall' },
        { kind: 'cc', email: 'jared@x.example' },
      ],
      statuses: expect.arrayContaining(['done', 'spam', 'snoozed']),
    })
  })

  it.each(['atender', 'fernand'] as const)('of %s wakes when its snooze is over', async api => {
    const copy = await frozenCopy(server)
    const id = api === 'atender' ? await open(copy, 'a') : await compose(copy, { delay: 0 })
    const until = '2027-01-01T02:00:00.000Z'
    for (const wrong of [
      { status: 'snoozed' },
      { status: 'done', until },
      { status: 'snoozed', until: START },
    ])
      expect((await status(copy, id, wrong as Schemas['StatusUpdate'])).response.status).toBe(400)
    expect((await status(copy, id, { status: 'snoozed', until })).response.status).toBe(200)
    expect((await list(copy)).data).toMatchObject([{ status: 'snoozed', snoozedUntil: until }])
    const { data: clock } = await copy.control.GET('/_control/clock')
    expect(clock?.nextDueAt).toBe(until)
    await copy.advance({ hours: 1 })
    expect((await list(copy)).counts.snoozed).toBe(1)
    await copy.advance({ hours: 1 })
    expect((await list(copy)).data).toMatchObject([
      { status: 'active', snoozedUntil: null, updatedAt: until },
    ])
    const changes = (await timeline(copy, id)).data.filter(line => line.kind === 'change')
    expect(changes).toMatchObject([{ to: 'active' }, { to: 'snoozed' }])
  })

  it('that is taken up before its snooze is over sleeps on when it is snoozed anew', async () => {
    const copy = await frozenCopy(server)
    const id = await open(copy, 'a')
    await status(copy, id, { status: 'snoozed', until: '2027-01-01T01:00:00Z' })
    await status(copy, id, { status: 'active' })
    await status(copy, id, { status: 'snoozed', until: '2027-01-01T03:00:00Z' })
    await copy.advance({ hours: 2 })
    expect((await list(copy)).counts.snoozed).toBe(1)
  })

  it.each(['atender', 'fernand'] as const)(
    'of %s carries the tags that are set, and no others',
    async api => {
      const copy = copyOf(server)
      const id = api === 'atender' ? await open(copy, 'a', { tags: ['refund'] }) : await compose(copy)
      const set = (...tags: string[]) =>
        copy.control.PUT('/_control/conversations/{id}/tags', { params: { path: { id } }, body: { tags } })
      expect((await set('vip')).data).toMatchObject({ conversationId: id })
      const slugs = async () => (await list(copy)).data[0]?.tags.map(({ slug }) => slug)
      expect(await slugs()).toEqual(['vip'])
      const { error } = await set('refund', 'nope')
      expect(error).toMatchObject({ errors: [{ path: '/tags/1' }] })
      expect(await slugs()).toEqual(['vip'])
      await set()
      expect(await slugs()).toEqual([])
      const changes = (await timeline(copy, id)).data.filter(line => line.kind === 'change')
      expect(changes[0]).toMatchObject({ change: 'untag', to: 'VIP' })
    },
  )
})
