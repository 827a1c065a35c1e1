import { randomUUID } from 'node:crypto'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import contract from '../../generated/atender/openapi.json' with { type: 'json' }
import type { components } from '../../generated/atender/types.ts'
import { createFernandClient } from '../../generated/fernand/client.ts'
import { parseSmtpUrl } from '../../server/mail/smtp-url.ts'
import { numberOf } from '../../server/tenants/numbers.ts'
import { freshDatabase, openTestDatabase } from '../support/database.ts'
import { temporaryFolder } from '../support/process.ts'
import { conversation, mail, startTestServer, type TestServer } from '../support/server.ts'
import { handOver } from '../support/smtp-client.ts'
import { type SmtpReceiver, startSmtpReceiver } from '../support/smtp-receiver.ts'
import { until } from '../support/until.ts'

type Status = components['schemas']['ConversationStatus']

/** The demo workspace's keys and channel, and a second channel and tenant. */
const workspace = `
tenants:
  - id: demo
    name: Demo
    environment: test
    keys:
      - { api: atender, key: sa_test_demo_full, scopes: [conversations:write] }
      - { api: fernand, key: sk_demo }
    channels:
      - { id: 123, address: support@demo.example }
      - { id: 124, address: sales@demo.example }
    agents: [{ id: 42, name: Monica Hall, email: monica@demo.example }]
  - id: other
    name: Other
    environment: test
    keys: [{ api: fernand, key: sk_other }]
    channels: [{ id: 123, address: help@other.example }]
    agents: [{ id: 42, name: Gavin, email: gavin@other.example }]
`

let receiver: SmtpReceiver
let server: TestServer
let databaseUrl: string
beforeAll(async () => {
  receiver = await startSmtpReceiver()
  const file = join(temporaryFolder(), 'workspace.yaml')
  writeFileSync(file, workspace)
  const smtp = parseSmtpUrl(receiver.url)
  databaseUrl = await freshDatabase()
  server = await startTestServer({
    databaseUrl,
    workspace: file,
    smtp: smtp.ok ? smtp.options : undefined,
    smtpListen: { host: '127.0.0.1', port: 0 },
  })
})
afterAll(async () => {
  await server.stop()
  await receiver.stop()
})

/** The Message-ID of the mail that left for that address last. */
const sentTo = (address: string) =>
  until(async () => {
    const sent = receiver.received.findLast(({ envelope }) => envelope.to.includes(address))
    return /^Message-ID:\s*(<\S+>)/im.exec(sent?.source.toString() ?? '')?.[1]
  })

/** Delivers a customer's mail and tells which conversation has it. */
async function answer(headers: Record<string, string>, to = 'support@demo.example') {
  const id = `<${randomUUID()}@aviato.example>`
  const lines: Record<string, string> = {
    From: 'erlich@aviato.example',
    'Message-ID': id,
    Subject: 'Re: Hello',
    ...headers,
  }
  const head = Object.entries(lines).map(([name, value]) => `${name}: ${value}`)
  expect(await handOver(server.smtpUrl, { to, source: `${head.join('\n')}\n\nThanks!\n` })).toMatch(/^250/)
  const { store } = await openTestDatabase(databaseUrl)
  const row = await store.read(db =>
    db
      .selectFrom('message')
      .innerJoin('conversation', 'conversation.id', 'message.conversation_id')
      .selectAll('message')
      .select('conversation.uid as conversation_uid')
      .where('mail_message_id', '=', lines['Message-ID'] ?? '')
      .orderBy('message.id', 'desc')
      .executeTakeFirstOrThrow(),
  )
  return { id, row, conversationId: numberOf(row.conversation_id) }
}

/** A mail of Fernand's that has left; `channel_id` and the client choose where from. */
async function composed(channel_id = 123, client = server.fernand) {
  const to = `${randomUUID()}@aviato.example`
  const { data } = await client.POST('/conversations/compose', { body: { ...mail, channel_id, to } })
  return { conversationId: data?.conversation_id ?? 0, id: await sentTo(to), to }
}

const conversationOf = async (id: number) =>
  (await server.fernand.GET('/conversations/{id}', { params: { path: { id } } })).data

async function setStatus(number: number, status: 'done' | 'snoozed' | 'spam' | 'archived') {
  const { store } = await openTestDatabase(databaseUrl)
  await store.write(async ({ db }) => {
    const ids = await db
      .selectFrom('conversation')
      .select('id')
      .where('tenant_id', '=', 'demo')
      .where('api', '=', 'fernand')
      .execute()
    const id = ids.find(row => numberOf(row.id) === number)?.id ?? 0
    await db.updateTable('conversation').set({ status }).where('id', '=', id).execute()
  })
}

describe("an answer to a mail of Fernand's", () => {
  it.each([
    ['In-Reply-To', (id: string) => ({ 'In-Reply-To': id })],
    ['References alone', (id: string) => ({ References: `<x@y.example> ${id} <z@y.example>` })],
    [
      'In-Reply-To before References',
      (id: string) => ({ 'In-Reply-To': `${id} (yesterday)`, References: '<x@y.example>' }),
    ],
  ])('joins its conversation by %s', async (_by, headers) => {
    const { conversationId, id, to } = await composed()
    const before = await conversationOf(conversationId)
    const reply = await answer({ From: to, ...headers(id) })
    expect(reply.conversationId).toBe(conversationId)
    const after = await conversationOf(conversationId)
    expect(after).toMatchObject({ status: 'OPENED', contact_id: numberOf(reply.row.contact_id ?? 0) })
    // Until the first mail came in it was when the conversation was opened.
    expect(Date.parse(after?.last_update ?? '')).toBeGreaterThan(Date.parse(before?.last_update ?? ''))
  })

  it('to an answer joins too, and the nearest mail that is known decides', async () => {
    const [first, second] = [await composed(), await composed()]
    const reply = await answer({ 'In-Reply-To': first.id })
    const next = await answer({
      'In-Reply-To': '<unknown@y.example>',
      References: `${second.id} ${reply.id} <unknown@y.example>`,
    })
    expect(next.conversationId).toBe(first.conversationId)
    expect(next.row.mail_references?.split(' ')).toEqual([second.id, reply.id, '<unknown@y.example>'])
  })

  it.each([
    ['done', 'OPENED'],
    ['snoozed', 'OPENED'],
    ['archived', 'OPENED'],
    ['spam', 'SPAM'],
  ] as const)('in a conversation that is %s leaves it %s', async (status, expected) => {
    const { conversationId, id } = await composed()
    await setStatus(conversationId, status)
    expect((await answer({ 'In-Reply-To': id })).conversationId).toBe(conversationId)
    expect((await conversationOf(conversationId))?.status).toBe(expected)
  })

  it.each([
    ['done', 'CLOSED', {}],
    ['snoozed', 'SNOOZED', {}],
    ['done', 'CLOSED', { 'Auto-Submitted': '', 'X-Autoreply': 'yes' }],
    ['done', 'CLOSED', { 'Auto-Submitted': '', 'X-Autorespond': 'Out of office' }],
    ['done', 'CLOSED', { 'Auto-Submitted': '', 'X-Auto-Reply': '1' }],
    ['done', 'CLOSED', { 'Auto-Submitted': '', Precedence: 'auto_reply' }],
    ['done', 'OPENED', { 'Auto-Submitted': '', 'X-Auto-Response-Suppress': 'All', 'List-Id': '<a.b>' }],
    ['done', 'OPENED', { 'Auto-Submitted': 'no', 'X-Autoreply': 'no' }],
  ] as const)(
    'of a machine in a conversation that is %s leaves it %s (%j)',
    async (status, expected, headers) => {
      const { conversationId, id } = await composed()
      const before = await conversationOf(conversationId)
      await setStatus(conversationId, status)
      const reply = await answer({ 'In-Reply-To': id, 'Auto-Submitted': 'auto-replied', ...headers })
      const after = await conversationOf(conversationId)
      expect([reply.conversationId, after?.status]).toEqual([conversationId, expected])
      expect(reply.row.is_automated).toBe(expected === 'OPENED' ? 0 : 1)
      if (expected !== 'OPENED') expect(after).toEqual({ ...before, status: expected })
    },
  )

  it('goes to the newest of two mails with one Message-ID', async () => {
    const id = `<${randomUUID()}@app.example>`
    const first = await answer({ 'Message-ID': id, Subject: 'const one' })
    const second = await answer({ 'Message-ID': id, Subject: 'const two' })
    expect(second.conversationId).not.toBe(first.conversationId)
    expect((await answer({ 'In-Reply-To': id })).conversationId).toBe(second.conversationId)
  })

  it('by somebody else names that one', async () => {
    const { conversationId, id } = await composed()
    const { row } = await answer({ From: 'colleague@aviato.example', 'In-Reply-To': id })
    const before = await conversationOf(conversationId)
    expect(numberOf(row.contact_id ?? 0)).not.toBe(before?.contact_id)
  })

  it.each([
    ['another channel', 'sales@demo.example'],
    ['another tenant', 'help@other.example'],
  ])('that comes to %s opens a conversation there', async (_where, to) => {
    const { conversationId, id } = await composed()
    expect((await answer({ 'In-Reply-To': id }, to)).conversationId).not.toBe(conversationId)
  })

  it("to another tenant's mail joins nothing of ours", async () => {
    const other = createFernandClient({ baseUrl: server.url, headers: { 'X-API-Key': 'sk_other' } })
    const { conversationId, id } = await composed(123, other)
    expect((await answer({ 'In-Reply-To': id })).conversationId).not.toBe(conversationId)
    expect((await answer({ 'In-Reply-To': id }, 'help@other.example')).conversationId).toBe(conversationId)
  })

  it('to a mail that the channel sent to itself joins the one that it sent', async () => {
    const { data } = await server.fernand.POST('/conversations/compose', {
      body: { ...mail, to: 'support@demo.example' },
    })
    const id = await sentTo('support@demo.example')
    const copy = await answer({ From: 'support@demo.example', 'Message-ID': id })
    expect(copy.conversationId).not.toBe(data?.conversation_id)
    expect((await answer({ 'In-Reply-To': id })).conversationId).toBe(data?.conversation_id)
  })

  it('that never ends keeps the first of its references and the last', async () => {
    const ids = Array.from({ length: 100 }, (_, i) => `<${i}@y.example>`)
    const { row } = await answer({ References: ids.join('\n ') })
    expect(row.mail_references?.split(' ')).toHaveLength(20)
    expect(row.mail_references).toMatch(/^<0@y.example> .* <99@y.example>$/)
  })
})

describe("an answer to a mail of Atender's", () => {
  const effects = Object.entries(contract.components.schemas.ConversationStatus['x-on-customer-message'])

  it.each(effects)('in a conversation that is %s: %s', async (status, effect) => {
    const email = `${randomUUID()}@aviato.example`
    const { data: before } = await server.atender.POST('/v1/conversations/outbound', {
      body: { ...conversation(randomUUID()), contact: { email } },
    })
    const path = { id: before?.id ?? '' }
    await server.atender.POST('/v1/conversations/{id}/messages', {
      params: { path },
      body: { direction: 'outbound', text: 'A new jar is on its way.' },
    })
    const id = await sentTo(email)
    if (status !== 'active')
      await server.atender.PATCH('/v1/conversations/{id}', {
        params: { path },
        body: { status: status as Status },
      })
    const reply = await answer({ From: email, 'In-Reply-To': id })
    const { data: after } = await server.atender.GET('/v1/conversations/{id}', {
      params: { path: { id: reply.row.conversation_uid } },
    })
    expect(after).toMatchObject({ status: 'active', contact: { email }, channel: 'email' })
    if (effect === 'start-anew') expect(after?.previousConversationId).toBe(before?.id)
    else expect(after?.id).toBe(before?.id)

    // And the next reply goes on in the thread.
    await server.atender.POST('/v1/conversations/{id}/messages', {
      params: { path: { id: after?.id ?? '' } },
      body: { direction: 'outbound', text: 'You are welcome.' },
    })
    const next = await until(async () => receiver.received.find(({ source }) => source.includes('welcome')))
    expect(next.source.toString()).toContain(reply.id)
    receiver.received.splice(receiver.received.indexOf(next), 1)
  })

  it.each(effects)('of a machine in a conversation that is %s changes nothing of it', async status => {
    const email = `${randomUUID()}@aviato.example`
    const { data: before } = await server.atender.POST('/v1/conversations/outbound', {
      body: { ...conversation(randomUUID()), contact: { email } },
    })
    const path = { id: before?.id ?? '' }
    await server.atender.POST('/v1/conversations/{id}/messages', {
      params: { path },
      body: { direction: 'outbound', text: 'A new jar is on its way.' },
    })
    const id = await sentTo(email)
    if (status !== 'active')
      await server.atender.PATCH('/v1/conversations/{id}', {
        params: { path },
        body: { status: status as Status },
      })
    const { data: as } = await server.atender.GET('/v1/conversations/{id}', { params: { path } })
    const reply = await answer({ From: email, 'In-Reply-To': id, 'Auto-Submitted': 'auto-replied' })
    expect(reply.row).toMatchObject({ conversation_uid: before?.id, is_automated: 1 })
    expect((await server.atender.GET('/v1/conversations/{id}', { params: { path } })).data).toEqual(as)
  })

  it('is told to webhooks as a pushed message is', async () => {
    const { data } = await server.atender.POST('/v1/conversations/outbound', {
      body: conversation(randomUUID()),
    })
    const path = { id: data?.id ?? '' }
    await server.atender.POST('/v1/conversations/{id}/messages', {
      params: { path },
      body: { direction: 'outbound', text: 'Hello' },
    })
    const id = await sentTo('erlich@aviato.example')
    await server.atender.PATCH('/v1/conversations/{id}', { params: { path }, body: { status: 'done' } })
    const { store } = await openTestDatabase(databaseUrl)
    const events = [
      'message.received',
      'conversation.updated',
      'conversation.reopened',
      'conversation.created',
    ]
    const subscription = await store.write(({ db }) =>
      db
        .insertInto('webhook_subscription')
        .values({
          uid: randomUUID(),
          tenant_id: 'demo',
          name: 'test',
          url: 'https://hooks.example/',
          events: JSON.stringify(events),
          secret: 'whsec_x',
          is_active: 1,
          created_at: 1,
          updated_at: 1,
        })
        .returning('id')
        .executeTakeFirstOrThrow(),
    )
    const told = async () =>
      (
        await store.read(db =>
          db
            .selectFrom('webhook_delivery')
            .select('event')
            .where('subscription_id', '=', subscription.id)
            .orderBy('id')
            .execute(),
        )
      ).map(({ event }) => event)
    // Who subscribes is read anew each second.
    await new Promise(resolve => setTimeout(resolve, 1100))
    await answer({ 'In-Reply-To': id })
    expect(await told()).toEqual(['conversation.updated', 'conversation.reopened', 'message.received'])
    // Fernand's have no events.
    const fernand = await composed()
    await answer({ 'In-Reply-To': fernand.id })
    expect(await told()).toHaveLength(3)
  })
})
