import { randomUUID } from 'node:crypto'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { Webhook } from 'standardwebhooks'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import contract from '../../generated/atender/openapi.json' with { type: 'json' }
import type { components } from '../../generated/atender/types.ts'
import { expectEvent } from '../support/contract.ts'
import { temporaryFolder } from '../support/process.ts'
import { clientsOf, conversation, mail, startTestServer, type TestServer } from '../support/server.ts'
import { startWebhookReceiver, type WebhookReceiver } from '../support/webhook-receiver.ts'

type Schemas = components['schemas']
type EventName = Schemas['EventName']
const names = contract.components.schemas.EventName.enum as EventName[]

let receiver: WebhookReceiver
let server: TestServer
let secret: string
beforeAll(async () => {
  receiver = await startWebhookReceiver()
  const workspace = join(temporaryFolder(), 'workspace.yaml')
  writeFileSync(
    workspace,
    `tenants:
  - id: demo
    name: Demo
    environment: test
    keys:
      - { api: atender, key: sa_test_demo_full, scopes: [conversations:write, webhooks:write] }
      - { api: fernand, key: sk_demo }
    teams: [{ id: support, name: Support, default: true }, { id: social, name: Social, channels: [sms] }]
    channels: [{ id: 123, address: support@demo.example }]
    agents: [{ id: 42, name: Monica Hall, email: monica@demo.example }]
    sla: [{ team: social, firstReplyMinutes: 0.0333, resolutionMinutes: 0.0667 }]
`,
  )
  server = await startTestServer({ workspace })
  const { data } = await server.atender.POST('/v1/webhooks', {
    body: { name: 'All', url: receiver.url, events: names },
  })
  secret = data?.secret ?? ''
})
afterAll(async () => {
  await server.stop()
  await receiver.stop()
})

interface Told {
  event: EventName
  tenantId: string
  data: Record<string, unknown>
}

/** What was sent, as far as it was looked at. */
const known: Told[] = []

/** What was sent of a conversation or a contact, in its order; each body is genuine and has its documented schema. */
function toldOf(isMeant: (data: Record<string, unknown>) => boolean): Told[] {
  for (const { headers, body } of receiver.received.slice(known.length)) {
    const text = body.toString()
    const told = new Webhook(secret).verify(text, headers as Record<string, string>) as Told // it throws for a forgery
    expectEvent(told.event, told)
    known.push(told)
  }
  return known.filter(({ data }) => isMeant(data))
}
const eventsOf = (id: string) =>
  toldOf(data => data.id === id || data.conversationId === id).map(({ event }) => event)

/** The events of a conversation, once there are as many as expected. */
async function expectEvents(id: string, expected: EventName[], timeout = 10_000): Promise<void> {
  await expect.poll(() => eventsOf(id), { timeout }).toEqual(expected)
}

async function open(changes: Partial<Schemas['ConversationCreate']> = {}): Promise<Schemas['Conversation']> {
  const { data } = await server.atender.POST('/v1/conversations/outbound', {
    body: { ...conversation(randomUUID()), channel: 'webchat', ...changes },
  })
  if (!data) throw new Error('the conversation was not created')
  return data
}
const update = (id: string, body: Schemas['ConversationUpdate']) =>
  server.atender.PATCH('/v1/conversations/{id}', { params: { path: { id } }, body })
const push = async (id: string, direction: Schemas['MessageDirection']) =>
  (
    await server.atender.POST('/v1/conversations/{id}/messages', {
      params: { path: { id } },
      body: { direction, text: 'Hello' },
    })
  ).data

describe('a subscriber is told', () => {
  it('of a new conversation with the first message', async () => {
    const { id } = await open({ outboundContext: { originalMessage: 'Hello' } })
    await expectEvents(id, ['conversation.created', 'message.received'])
  })

  it('of replies and of what the customer writes, with the message as it was answered', async () => {
    const { id, externalReference } = await open()
    const reply = await push(id, 'outbound')
    const question = await push(id, 'inbound')
    await expectEvents(id, ['conversation.created', 'message.sent', 'message.received'])
    const [, sent, received] = toldOf(data => data.id === id || data.conversationId === id)
    expect([sent?.data, received?.data]).toEqual([reply, question])
    expect(sent?.data).toMatchObject({ conversationId: id, externalReference })
    expect(sent?.tenantId).toBe('demo')
  })

  it('of what changes, and of nothing when nothing does', async () => {
    const { id } = await open()
    await update(id, { status: 'active', teamId: 'support' })
    await update(id, { status: 'snoozed' })
    await update(id, { status: 'done' })
    await update(id, { status: 'done' })
    await update(id, { status: 'active' })
    await expectEvents(id, [
      'conversation.created',
      'conversation.updated',
      'conversation.updated',
      'conversation.resolved',
      'conversation.updated',
      'conversation.reopened',
    ])
  })

  it('of another assignee, with the one before', async () => {
    const { id, externalReference } = await open()
    await update(id, { agentId: 42, status: 'done' })
    await expectEvents(id, [
      'conversation.created',
      'conversation.updated',
      'conversation.resolved',
      'assignment.changed',
    ])
    const support = { id: 'support', name: 'Support' }
    expect(toldOf(data => data.conversationId === id).at(-1)?.data).toEqual({
      conversationId: id,
      externalReference,
      previous: { team: support, agent: null },
      current: { team: support, agent: { id: 42, name: 'Monica Hall' } },
    })
  })

  it('of what a customer who writes again does to the conversation', async () => {
    const { id } = await open()
    await update(id, { status: 'done' })
    await push(id, 'inbound')
    await update(id, { status: 'snoozed' })
    await push(id, 'inbound')
    await expectEvents(id, [
      'conversation.created',
      ...(['conversation.updated', 'conversation.resolved'] as const),
      ...(['conversation.updated', 'conversation.reopened', 'message.received'] as const),
      'conversation.updated',
      ...(['conversation.updated', 'message.received'] as const),
    ])

    await update(id, { status: 'archived' })
    const message = await push(id, 'inbound')
    await expectEvents(message?.conversationId ?? '', ['conversation.created', 'message.received'])
  })

  it('of a refused change nothing', async () => {
    const { id } = await open()
    await update(id, { status: 'archived' })
    await update(id, { status: 'active' })
    await push(id, 'outbound')
    const { id: later } = await open()
    await expectEvents(later, ['conversation.created'])
    expect(eventsOf(id)).toEqual(['conversation.created', 'conversation.updated'])
  })

  it('of new contacts and of what is filled in, whichever API brings it, and not of what stays', async () => {
    const email = `${randomUUID()}@aviato.example`
    const { contact } = await open({ contact: { email } })
    await open({ contact: { email } })
    await open({ contact: { email, name: 'Erlich' } })
    await open({ contact: { email, name: 'Somebody else' } })
    await expect.poll(() => eventsOf(contact?.id ?? '')).toEqual(['contact.created', 'contact.updated'])
    const other = `${randomUUID()}@aviato.example`
    const { fernand } = clientsOf(server.url)
    await fernand.POST('/conversations/compose', {
      body: { ...mail, delay: 3600, to: other, subject: other },
    })
    await expect
      .poll(() => toldOf(data => data.email === other).map(({ event }) => event))
      .toEqual(['contact.created'])
    // The conversation is Fernand's, and nothing to Atender's subscribers.
    expect(toldOf(data => data.subject === other)).toEqual([])
  })

  it('of a service level that comes near, and that is missed, once each', async () => {
    const { id, externalReference, createdAt } = await open({ channel: 'sms' })
    await expectEvents(
      id,
      ['conversation.created', 'sla.warning', 'sla.breached', 'sla.warning', 'sla.breached'],
      20_000,
    )
    const targets = toldOf(data => data.conversationId === id).map(({ event, data }) => [event, data])
    const created = Date.parse(createdAt ?? '')
    const target = (metric: string, seconds: number) => ({
      conversationId: id,
      externalReference,
      metric,
      deadline: new Date(created + seconds * 1000).toISOString(),
    })
    expect(targets).toEqual([
      ['sla.warning', target('first_reply', 2)],
      ['sla.breached', target('first_reply', 2)],
      ['sla.warning', target('resolution', 4)],
      ['sla.breached', target('resolution', 4)],
    ])
  })

  it('of no service level that is met in time', async () => {
    const { id } = await open({ channel: 'sms' })
    await push(id, 'outbound')
    await update(id, { status: 'done' })
    await new Promise(resolve => setTimeout(resolve, 5_000))
    expect(eventsOf(id)).toEqual([
      'conversation.created',
      'message.sent',
      'conversation.updated',
      'conversation.resolved',
    ])
  })

  it('of every event of the contract, in these tests', () => {
    expect([...new Set(toldOf(() => true).map(({ event }) => event))].sort()).toEqual([...names].sort())
  })
})
