import { randomBytes, randomUUID } from 'node:crypto'
import PostalMime from 'postal-mime'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import contract from '../../generated/atender/openapi.json' with { type: 'json' }
import type { components } from '../../generated/atender/types.ts'
import { expectDocumented } from '../support/contract.ts'
import { conversation, demoKey, startTestServer, type TestServer } from '../support/server.ts'
import { type SmtpReceiver, startSmtpReceiver } from '../support/smtp-receiver.ts'
import { until } from '../support/until.ts'

type Schemas = components['schemas']

let receiver: SmtpReceiver
let server: TestServer
beforeAll(async () => {
  receiver = await startSmtpReceiver({
    recipient: address =>
      address.startsWith('gone-') ? { code: 550, text: '5.1.1 No such user' } : undefined,
  })
  server = await startTestServer({ smtp: receiver.options })
})
afterAll(async () => {
  await server.stop()
  await receiver.stop()
})

async function open(changes: Partial<Schemas['ConversationCreate']> = {}) {
  const { data } = await server.atender.POST('/v1/conversations/outbound', {
    body: { ...conversation(randomUUID()), ...changes },
  })
  if (!data) throw new Error('the conversation was not created')
  return data
}
async function push(id: string, body: Schemas['MessageCreate']) {
  const { data, error, response } = await server.atender.POST('/v1/conversations/{id}/messages', {
    params: { path: { id } },
    body,
  })
  expectDocumented('atender', 'pushMessage', response.status, data ?? error)
  return { status: response.status, data, error }
}
async function messages(id: string, query: { limit?: number; cursor?: string } = {}) {
  const { data, response } = await server.atender.GET('/v1/conversations/{id}/messages', {
    params: { path: { id }, query },
  })
  expectDocumented('atender', 'listMessages', response.status, data)
  return data
}
const get = async (id: string) =>
  (await server.atender.GET('/v1/conversations/{id}', { params: { path: { id } } })).data
const update = (id: string, status: Schemas['ConversationStatus']) =>
  server.atender.PATCH('/v1/conversations/{id}', { params: { path: { id } }, body: { status } })

describe('a pushed message', () => {
  it('is listed as it was answered, the newest first, page by page', async () => {
    const { id, externalReference } = await open({
      channel: 'webchat',
      outboundContext: { originalMessage: 'One' },
    })
    const inbound = await push(id, { direction: 'inbound', text: 'Two', sentAt: '2026-05-11T11:00:00+02:00' })
    const outbound = await push(id, { direction: 'outbound', html: '<b>Three</b>' })
    expect([inbound.status, outbound.status]).toEqual([201, 201])
    expect(inbound.data).toMatchObject({
      conversationId: id,
      externalReference,
      direction: 'inbound',
      status: 'received',
      text: 'Two',
      html: null,
      sentAt: '2026-05-11T09:00:00.000Z',
    })
    expect(outbound.data).toMatchObject({ status: 'sent', text: null, html: '<b>Three</b>' })
    expect(outbound.data?.sentAt).toBe(outbound.data?.createdAt)

    const first = await messages(id, { limit: 2 })
    expect(first?.data).toEqual([outbound.data, inbound.data])
    const second = await messages(id, { limit: 2, cursor: first?.nextCursor ?? '' })
    expect(second?.data.map(({ text }) => text)).toEqual(['One'])
    expect(second?.nextCursor).toBeNull()
  })

  it('keeps its attachments, each with name, type and size', async () => {
    const { id } = await open({ channel: 'whatsapp' })
    const content = randomBytes(1000).toString('base64')
    const { data } = await push(id, {
      direction: 'inbound',
      text: 'See',
      attachments: [
        { name: 'büro.png', type: 'image/png', content },
        { name: 'empty.txt', type: 'text/plain', content: '' },
      ],
    })
    expect(data?.attachments.map(({ name, type, size }) => [name, type, size])).toEqual([
      ['büro.png', 'image/png', 1000],
      ['empty.txt', 'text/plain', 0],
    ])
    expect((await messages(id))?.data).toEqual([data])
    const response = await fetch(`${server.url}/v1/attachments/${data?.attachments[0]?.id}`, {
      headers: { Authorization: `Bearer ${demoKey.atender}` },
    })
    expectDocumented('atender', 'downloadAttachment', response.status, undefined)
    expect(Buffer.from(await response.arrayBuffer()).toString('base64')).toBe(content)
    expect(response.headers.get('content-type')).toBe('image/png')
    expect(response.headers.get('content-disposition')).toBe(
      `attachment; filename="b?ro.png"; filename*=UTF-8''b%C3%BCro.png`,
    )
    expect(response.headers.get('content-security-policy')).toBe("default-src 'none'; sandbox")
  })

  it('with attachments of more than 25 MiB, decoded, answers 413 and is not stored', async () => {
    const { id } = await open({ channel: 'whatsapp' })
    const content = Buffer.alloc(13 * 1024 * 1024 + 1).toString('base64')
    const file = { name: 'a.bin', type: 'application/octet-stream', content }
    const { status, error } = await push(id, { direction: 'inbound', text: 'Big', attachments: [file, file] })
    expect([status, error?.error]).toEqual([413, 'payload_too_large'])
    expect((await messages(id))?.data).toEqual([])
  })

  it('without text and HTML names what is missing', async () => {
    const { id } = await open()
    const { status, error } = await push(id, { direction: 'sideways' } as never)
    expect(status).toBe(400)
    expect(error && 'errors' in error && error.errors.map(({ path, code }) => [path, code]).sort()).toEqual([
      ['', 'anyOf'],
      ['/direction', 'enum'],
    ])
  })
})

describe("a customer's message", () => {
  const effects = Object.entries(contract.components.schemas.ConversationStatus['x-on-customer-message'])

  it.each(effects)('in a conversation that is %s: %s', async (status, effect) => {
    const before = await open({ channel: 'sms', tags: ['vip'] })
    if (status !== 'active') await update(before.id, status as Schemas['ConversationStatus'])
    const { data } = await push(before.id, { direction: 'inbound', text: 'Hello?' })
    const after = await get(before.id)
    if (effect === 'start-anew') {
      expect(after?.status).toBe('archived')
      expect((await messages(before.id))?.data).toEqual([])
      const next = await get(data?.conversationId ?? '')
      expect(next).toMatchObject({
        status: 'active',
        externalReference: null,
        previousConversationId: before.id,
        subject: before.subject,
        channel: 'sms',
        contact: before.contact,
      })
      expect((await messages(next?.id ?? ''))?.data).toEqual([data])
    } else {
      expect(data?.conversationId).toBe(before.id)
      expect(after?.status).toBe('active')
      expect((await messages(before.id))?.data).toEqual([data])
    }
  })
})

describe('a reply', () => {
  it('to an archived conversation is refused, and leaves no trace', async () => {
    const { id } = await open({ channel: 'sms' })
    await update(id, 'archived')
    const { status, error } = await push(id, { direction: 'outbound', text: 'Too late' })
    expect([status, error?.error]).toEqual([409, 'invalid_state'])
    expect((await messages(id))?.data).toEqual([])
  })

  it.each(['snoozed', 'done'] as const)('to a conversation that is %s leaves its status', async status => {
    const { id } = await open({ channel: 'sms' })
    await update(id, status)
    expect((await push(id, { direction: 'outbound', text: 'By the way' })).status).toBe(201)
    expect((await get(id))?.status).toBe(status)
  })

  it('in an email conversation goes out as a mail to the contact, in one thread', async () => {
    const email = `${randomUUID()}@aviato.example`
    const { id } = await open({
      contact: { email, name: 'Erlich Bachman' },
      subject: 'Größe: 漢字',
      outboundContext: { originalMessage: 'The jar is cracked.' },
    })
    const toThem = async (count: number) => {
      const mine = () => receiver.received.filter(({ envelope }) => envelope.to.includes(email))
      return await until(async () => (mine().length >= count ? mine() : undefined))
    }
    const file = { name: 'label.pdf', type: 'application/pdf', content: randomBytes(64).toString('base64') }
    const first = await push(id, {
      direction: 'outbound',
      text: 'A new jar\nis on its way.',
      attachments: [file],
    })
    expect(first.data).toMatchObject({ status: 'pending', deliveryReason: null, sentAt: null })
    await toThem(1)
    await push(id, { direction: 'outbound', html: '<p>It has <b>left</b>.</p>' })
    const [one, two] = await Promise.all((await toThem(2)).map(({ source }) => PostalMime.parse(source)))

    expect(one?.from?.address).toBe('support@demo.example')
    expect(one?.to).toEqual([{ name: 'Erlich Bachman', address: email }])
    expect(one?.subject).toBe('Re: Größe: 漢字')
    expect(one?.text?.trim()).toBe('A new jar\nis on its way.')
    expect(one?.html).toBeUndefined()
    expect(one?.inReplyTo).toBeUndefined()
    const [attachment] = one?.attachments ?? []
    expect(Buffer.from(attachment?.content as ArrayBuffer).toString('base64')).toBe(file.content)
    expect(two?.html).toContain('<p>It has <b>left</b>.</p>')
    expect(two?.text?.trim()).toBe('It has left.')
    expect(two?.inReplyTo).toBe(one?.messageId)
    expect(two?.references).toBe(one?.messageId)

    const sent = await until(async () => {
      const page = await messages(id)
      return page?.data.slice(0, 2).every(({ status }) => status === 'sent') ? page.data : undefined
    })
    expect(sent[0]?.deliveryReason).toMatch(/^250 /)
    expect(Date.parse(sent[0]?.sentAt ?? '')).toBeGreaterThanOrEqual(Date.parse(sent[0]?.createdAt ?? ''))
  })

  it('that the mail server refuses for good is bounced, with the reason', async () => {
    const { id } = await open({ contact: { email: `gone-${randomUUID()}@aviato.example` } })
    await push(id, { direction: 'outbound', text: 'Hello' })
    const message = await until(async () =>
      (await messages(id))?.data.find(({ status }) => status === 'bounced'),
    )
    expect(message.deliveryReason).toMatch(/^550 .*No such user/)
  })

  it('in every other channel sends no mail', async () => {
    const before = receiver.seen.length
    const channels = contract.components.schemas.Channel.enum.filter(channel => channel !== 'email')
    for (const channel of channels as Schemas['Channel'][]) {
      const { id } = await open({ channel })
      expect((await push(id, { direction: 'outbound', text: 'Hello' })).data?.status).toBe('sent')
    }
    expect(receiver.seen.length).toBe(before)
  })
})
