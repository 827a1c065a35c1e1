/** The control plane: time, mail, webhooks and the other side, of a private copy of the demo tenant. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { copyOf, openIn } from '../support/control.ts'
import { conversation, mail, messagesIn, startTestServer, type TestServer } from '../support/server.ts'

let server: TestServer
beforeAll(async () => {
  server = await startTestServer({ control: true })
})
afterAll(() => server.stop())

describe('a private copy', () => {
  it('is opened by a key that names it, and sees nothing of another one', async () => {
    const [one, other] = [copyOf(server), copyOf(server)]
    await openIn(one, 'mine')
    await openIn(other, 'mine')
    await openIn(other, 'yours')
    const referencesIn = async ({ atender }: typeof one) =>
      (await atender.GET('/v1/conversations')).data?.data.map(row => row.externalReference)
    expect(await referencesIn(one)).toEqual(['mine'])
    expect(await referencesIn(other)).toEqual(['yours', 'mine'])
    expect((await server.atender.GET('/v1/conversations')).data?.data).toEqual([])
    const { data } = await one.control.GET('/_control/tenants')
    expect(data?.data.map(({ name }) => name)).toEqual(expect.arrayContaining(['demo', one.name, other.name]))
  })

  it('has the scopes of the key that opens it, and its numbers begin anew', async () => {
    const copy = copyOf(server)
    const readonly = await fetch(`${server.url}/v1/conversations/outbound`, {
      method: 'POST',
      headers: { Authorization: `Bearer ${copy.keys.readonly}`, 'Content-Type': 'application/json' },
      body: JSON.stringify(conversation('x')),
    })
    expect(readonly.status).toBe(403)
    const { data } = await copy.fernand.POST('/conversations/compose', { body: mail })
    expect([data?.conversation_id, data?.id]).toEqual([1, 'm-1'])
  })

  it.each([
    'sa_test_demo_full.Upper',
    'sa_test_demo_full.',
    `sa_test_demo_full.${'x'.repeat(64)}`,
    'sa_test_nobody.a',
  ])('is not opened by %s', async key => {
    const { status } = await fetch(`${server.url}/v1/tags`, { headers: { Authorization: `Bearer ${key}` } })
    expect(status).toBe(401)
  })

  it('has downloads of its own, which need no key', async () => {
    const copy = copyOf(server)
    const { data } = await copy.fernand.POST('/conversations/compose', { body: mail })
    await copy.control.GET('/_control/mailbox', { params: { query: { wait: 5 } } })
    await copy.advance({ seconds: 1 })
    const id = data?.conversation_id ?? 0
    const { data: timeline } = await copy.fernand.GET('/conversations/{id}/messages', {
      params: { path: { id } },
    })
    const url = messagesIn(timeline)[0]?.download_url ?? ''
    expect(url).toContain(`/_tenants/${copy.name}/conversations/`)
    expect(await (await fetch(url)).text()).toMatch(/^Subject|From:/m)
    await copy.advance({ hours: 2 })
    expect((await fetch(url)).status).toBe(403)
  })
})

describe('webhooks', () => {
  it('arrive at a receiver that fails twice, after an hour, and verify', async () => {
    const copy = copyOf(server)
    await copy.control.PUT('/_control/clock', { body: { frozen: true } })
    const path = { name: 'crm' }
    const { data: receiver } = await copy.control.PUT('/_control/receivers/{name}', {
      params: { path },
      body: { answers: [500, 500, 204] },
    })
    const events = ['message.sent' as const]
    await copy.atender.POST('/v1/webhooks', { body: { name: 'CRM', url: receiver?.url ?? '', events } })
    const id = await openIn(copy, 'story', { channel: 'webchat' })
    await copy.control.POST('/_control/conversations/{id}/agent-reply', {
      params: { path: { id } },
      body: { text: 'It is on its way.' },
    })
    const requests = async (wait = 0) =>
      (await copy.control.GET('/_control/receivers/{name}/requests', { params: { path, query: { wait } } }))
        .data?.data
    expect((await requests(10))?.map(({ answered }) => answered)).toEqual([500])
    await copy.advance({ hours: 1 })
    const came = await requests()
    expect(came?.map(({ answered, verified }) => [answered, verified])).toEqual([
      [500, true],
      [500, true],
      [204, true],
    ])
    expect(new Set(came?.map(({ headers }) => headers['webhook-id'])).size).toBe(1)
    const { data } = await copy.control.GET('/_control/deliveries')
    expect(data?.data).toMatchObject([
      { event: 'message.sent', status: 'delivered', attempts: 3, nextAttemptAt: null },
    ])
  })
})

describe('the other side', () => {
  it('the customer answers a mail by a mail, which reopens the conversation', async () => {
    const { control, fernand } = copyOf(server)
    const { data } = await fernand.POST('/conversations/compose', { body: { ...mail, subject: 'Invoice' } })
    await control.GET('/_control/mailbox', { params: { query: { wait: 10 } } })
    const id = data?.conversation_id ?? 0
    const path = { id: String(id) }
    const closed = await control.POST('/_control/conversations/{id}/status', {
      params: { path },
      body: { status: 'closed' },
    })
    expect(closed.data).toEqual({ conversationId: '1', status: 'CLOSED' })
    const attachments = [{ name: 'a.txt', type: 'text/plain', content: btoa('hello') }]
    const written = await control.POST('/_control/conversations/{id}/customer-message', {
      params: { path },
      body: { text: 'Thank you', attachments },
    })
    expect(written.data).toEqual({ conversationId: '1', messageId: expect.stringMatching(/^m-\d+$/) })
    const conversationOf = await fernand.GET('/conversations/{id}', { params: { path: { id } } })
    expect(conversationOf.data?.status).toBe('OPENED')
    const { data: timeline } = await fernand.GET('/conversations/{id}/messages', { params: { path: { id } } })
    expect(messagesIn(timeline)[0]).toMatchObject({ way: 'IN', attachments: [{ name: 'a.txt', size: 5 }] })
    const { data: events } = await control.GET('/_control/events')
    expect(events?.data.at(-1)).toMatchObject({ event: 'message.received', data: { conversationId: id } })
  })

  it('the customer writes into the chat, an agent answers, takes it, and ends it', async () => {
    const copy = copyOf(server)
    const id = await openIn(copy, 'chat', { channel: 'webchat' })
    const params = { path: { id } }
    await copy.control.POST('/_control/conversations/{id}/customer-message', {
      params,
      body: { text: 'Hello?' },
    })
    await copy.control.POST('/_control/conversations/{id}/agent-reply', { params, body: { text: 'Hello!' } })
    await copy.control.POST('/_control/conversations/{id}/assignee', { params, body: { agentId: 42 } })
    const done = await copy.control.POST('/_control/conversations/{id}/status', {
      params,
      body: { status: 'done' },
    })
    expect(done.data).toEqual({ conversationId: id, status: 'done' })
    const { data } = await copy.atender.GET('/v1/conversations/{id}/messages', { params })
    expect(data?.data.map(({ direction, text }) => [direction, text])).toEqual([
      ['outbound', 'Hello!'],
      ['inbound', 'Hello?'],
    ])
    const found = await copy.atender.GET('/v1/conversations/{id}', { params })
    expect(found.data).toMatchObject({ status: 'done', agent: { id: 42 } })
  })

  it('the mail server tells later that a mail came back', async () => {
    const { control, fernand } = copyOf(server)
    const { data } = await fernand.POST('/conversations/compose', { body: mail })
    await control.GET('/_control/mailbox', { params: { query: { wait: 10 } } })
    const told = await control.POST('/_control/messages/{id}/delivery', {
      params: { path: { id: data?.id ?? '' } },
      body: { outcome: 'bounced', code: '550', reason: '5.1.1 No such user' },
    })
    expect(told.data).toEqual({ messageId: 'm-1', status: 'BOUNCED' })
    const params = { path: { id: data?.conversation_id ?? 0 } }
    const { data: timeline } = await fernand.GET('/conversations/{id}/messages', { params })
    expect(messagesIn(timeline)[0]?.last_event).toMatchObject({
      error_code: '550',
      reason: '5.1.1 No such user',
    })
  })
})

it('what an agent does by Fernand’s API is told, too, with the numbers that it has there', async () => {
  const { control, fernand } = copyOf(server)
  const { data: composed } = await fernand.POST('/conversations/compose', { body: mail })
  const id = composed?.conversation_id ?? 0
  const body = { content: '<p>And</p>', agent_id: 42, delay: 0 }
  const { data: replied } = await fernand.POST('/conversations/{id}/reply', {
    params: { path: { id } },
    body,
  })
  expect([composed?.id, replied?.id]).toEqual(['m-1', 'm-2'])
  const { data } = await control.GET('/_control/events')
  expect(data?.data.map(({ event, data }) => [event, data]).slice(1)).toEqual([
    ['conversation.composed', { conversationId: 1, messageId: 1 }],
    ['conversation.replied', { conversationId: 1, messageId: 2 }],
  ])
})

it('mail is found by what it says, also one that comes while somebody waits', async () => {
  const { control, fernand } = copyOf(server)
  const send = (subject: string) => fernand.POST('/conversations/compose', { body: { ...mail, subject } })
  await send('First')
  await control.GET('/_control/mailbox', { params: { query: { wait: 10 } } })
  const waiting = control.GET('/_control/mailbox', { params: { query: { subject: 'cond', wait: 10 } } })
  await send('Second')
  expect((await waiting).data?.data.map(({ subject }) => subject)).toEqual(['Second'])
  const one = (await waiting).data?.data[0]
  const got = await control.GET('/_control/mailbox/{id}', { params: { path: { id: one?.id ?? '' } } })
  expect(got.data).toEqual(one)
  const query = { subject: 'Third' }
  expect((await control.GET('/_control/mailbox', { params: { query } })).data?.data).toEqual([])
})

it.each([
  ['bounced+550@shop.example', 'BOUNCED', ['bounced']],
  ['deferred+451x2@shop.example', 'SENT', ['deferred', 'deferred', 'captured']],
  ['lost@shop.example', 'SENT', ['lost', 'captured']],
])('mail to %s ends as %s', async (to, status, outcomes) => {
  const { control, fernand, advance } = copyOf(server)
  await control.PUT('/_control/clock', { body: { frozen: true } })
  const { data } = await fernand.POST('/conversations/compose', { body: { ...mail, to } })
  await advance({ hours: 1 })
  const mails = await control.GET('/_control/mailbox', { params: { query: { to: to.toUpperCase() } } })
  expect(mails.data?.data.map(({ outcome }) => outcome)).toEqual(outcomes)
  const params = { path: { id: data?.conversation_id ?? 0 } }
  const { data: timeline } = await fernand.GET('/conversations/{id}/messages', { params })
  expect(messagesIn(timeline)[0]?.status).toBe(status)
})
