import { randomBytes, randomUUID } from 'node:crypto'
import PostalMime from 'postal-mime'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { expectDocumented } from '../support/contract.ts'
import { demoKey, mail, messagesIn, startTestServer, type TestServer } from '../support/server.ts'
import { type SmtpReceiver, startSmtpReceiver } from '../support/smtp-receiver.ts'
import { timed } from '../support/timed.ts'
import { until } from '../support/until.ts'

let receiver: SmtpReceiver
let server: TestServer
beforeAll(async () => {
  receiver = await startSmtpReceiver({
    recipient: address =>
      address.startsWith('unknown') ? { code: 550, text: '5.1.1 No such user' } : undefined,
  })
  server = await startTestServer({ smtp: receiver.options })
})
afterAll(async () => {
  await server.stop()
  await receiver.stop()
})

async function compose(body: typeof mail & Record<string, unknown>) {
  const { data, error, response } = await server.fernand.POST('/conversations/compose', { body })
  expectDocumented('fernand', 'composeConversation', response.status, data ?? error)
  if (!data) throw new Error(`${response.status} ${JSON.stringify(error)}`)
  return data
}

async function messagesOf(id: number) {
  const { data, response } = await server.fernand.GET('/conversations/{id}/messages', {
    params: { path: { id } },
  })
  expectDocumented('fernand', 'listMessages', response.status, data)
  return messagesIn(data)
}

/** The message once it is no longer pending. */
const settled = (conversationId: number) =>
  until(async () => (await messagesOf(conversationId)).find(({ status }) => status !== 'PENDING'))

const sourceOf = async (subject: string) =>
  until(async () => receiver.received.find(({ source }) => source.includes(`Subject: ${subject}`)))

describe('a composed mail', () => {
  it('is PENDING at first, with what was asked for', async () => {
    const message = await compose({ ...mail, delay: 3600, generated_id: 'crm-77', subject: 'Later' })
    expect(message).toMatchObject({
      way: 'OUT',
      source: 'EMAIL',
      status: 'PENDING',
      delay: 3600,
      agent_id: 42,
      contact_id: null,
      generated_id: 'crm-77',
      message: '<p>Hello</p>',
      download_url: null,
      is_automated: false,
      is_read: false,
      unsubscribe_url: null,
    })
    expect(message).not.toHaveProperty('last_event')
    const { data } = await server.fernand.GET('/conversations/{id}', {
      params: { path: { id: message.conversation_id } },
    })
    expectDocumented('fernand', 'getConversation', 200, data)
    expect(data).toMatchObject({ subject: 'Later', status: 'OPENED', channel_id: 123, agent_id: 42 })
    expect(data?.recipients).toEqual([
      expect.objectContaining({
        kind: 'to',
        conversation_id: message.conversation_id,
        contact_id: data?.contact_id,
      }),
    ])
    expect(await messagesOf(message.conversation_id)).toEqual([message])
  })

  it('waits seven seconds when no delay is given', async () => {
    const { delay: _none, ...rest } = mail
    expect((await server.fernand.POST('/conversations/compose', { body: rest })).data?.delay).toBe(7)
  })

  it('arrives whole: envelope, headers, both texts, attachments byte for byte', async () => {
    const bytes = randomBytes(1_000_000)
    const html = '<p>Grüße an <b>Monica</b> &amp; alle.</p>\n<p>.\n.. Ende</p>'
    const message = await compose({
      ...mail,
      content: {
        content: html,
        attachments: [
          { name: 'Rechnung Nº 7.pdf', type: 'application/pdf', content: bytes.toString('base64') },
          { name: 'empty.txt', type: 'text/plain', content: '' },
        ],
      } as typeof mail.content,
      to: 'Monica Hall <monica.hall@raviga-capital.com>, "Hendricks, Richard" <richard@piedpiper.example>',
      cc: 'jian@bücher.example, MONICA.HALL@raviga-capital.com',
      bcc: 'Secret Archive <archive@piedpiper.example>, richard@piedpiper.example',
      subject: 'Größe und Maß ✓',
    })
    const done = await settled(message.conversation_id)
    expect(done).toMatchObject({
      status: 'SENT',
      last_event: {
        event: 'DELIVERED',
        error_code: '250',
        received_at: expect.any(String),
        reason: expect.any(String),
      },
    })
    const sent = await until(async () => receiver.received.find(({ envelope }) => envelope.to.length === 4))
    expect(sent.envelope).toEqual({
      from: 'support@demo.example',
      to: [
        'monica.hall@raviga-capital.com',
        'richard@piedpiper.example',
        'jian@xn--bcher-kva.example',
        'archive@piedpiper.example',
      ],
    })
    expect(sent.source.toString()).not.toMatch(/archive|Secret/)
    const parsed = await PostalMime.parse(sent.source)
    expect(parsed.subject).toBe('Größe und Maß ✓')
    expect(parsed.from).toMatchObject({ name: 'Monica Hall', address: 'support@demo.example' })
    expect(parsed.to?.map(({ name, address }) => `${name} ${address}`)).toEqual([
      'Monica Hall monica.hall@raviga-capital.com',
      'Hendricks, Richard richard@piedpiper.example',
    ])
    expect(parsed.messageId).toMatch(/^<[0-9a-f-]{36}@demo\.example>$/)
    expect(Date.parse(parsed.date ?? '')).toBeGreaterThan(Date.now() - 60_000)
    expect(parsed.html?.replaceAll('\r\n', '\n').trim()).toBe(html)
    expect(parsed.text).toContain('Grüße an Monica & alle.')
    const [pdf, empty] = parsed.attachments
    expect(pdf).toMatchObject({ filename: 'Rechnung Nº 7.pdf', mimeType: 'application/pdf' })
    expect(Buffer.from(pdf?.content as ArrayBuffer).equals(bytes)).toBe(true)
    expect(empty).toMatchObject({ filename: 'empty.txt' })
    expect(Buffer.from(empty?.content as ArrayBuffer)).toHaveLength(0)
    expect(message.attachments?.map(({ name, size }) => [name, size])).toEqual([
      ['Rechnung Nº 7.pdf', 1_000_000],
      ['empty.txt', 0],
    ])
  })

  it('goes to a name and an address without brackets, as the page prints them', async () => {
    const subject = randomUUID()
    await compose({ ...mail, subject, to: 'Monica Hall monica.hall@raviga-capital.com, jian@aviato.example' })
    const { source, envelope } = await sourceOf(subject)
    expect(envelope.to).toEqual(['monica.hall@raviga-capital.com', 'jian@aviato.example'])
    expect(source.toString()).toMatch(
      /^To: Monica Hall <monica\.hall@raviga-capital\.com>,\s+jian@aviato\.example\r$/m,
    )
  })

  it('leaves when its delay is over, not before, within a second', timed, async () => {
    const [start, subject] = [Date.now(), randomUUID()]
    await compose({ ...mail, delay: 2, subject })
    await sourceOf(subject)
    expect(Date.now() - start).toBeGreaterThanOrEqual(2000)
    expect(Date.now() - start).toBeLessThan(3000)
  })

  it('that the mail server refuses is BOUNCED with its code and reason', async () => {
    const { conversation_id } = await compose({ ...mail, to: 'unknown@raviga-capital.com' })
    expect(await settled(conversation_id)).toMatchObject({
      status: 'BOUNCED',
      last_event: {
        event: 'BOUNCED',
        error_code: '550',
        reason: expect.stringContaining('5.1.1 No such user'),
      },
    })
  })

  it('that is refused for some recipients is SENT, and says for whom it was not', async () => {
    const { conversation_id } = await compose({ ...mail, cc: 'unknown@raviga-capital.com' })
    expect(await settled(conversation_id)).toMatchObject({
      status: 'SENT',
      last_event: {
        event: 'DELIVERED',
        error_code: '250',
        reason: expect.stringContaining('unknown@raviga-capital.com (550'),
      },
    })
  })

  it('that goes to bcc alone shows no recipient to anyone', async () => {
    await compose({
      ...mail,
      to: undefined as unknown as string,
      bcc: 'only@piedpiper.example',
      subject: 'Quiet',
    })
    const { envelope, source } = await sourceOf('Quiet')
    expect(envelope.to).toEqual(['only@piedpiper.example'])
    expect(source.toString()).not.toContain('only@')
  })

  it('with one generated_id twice makes two messages', async () => {
    const first = await compose({ ...mail, delay: 3600, generated_id: 'twice' })
    const second = await compose({ ...mail, delay: 3600, generated_id: 'twice' })
    expect(second.id).not.toBe(first.id)
  })
})

describe('who sends', () => {
  it('is the agent by id, by e-mail address in any case, and by id when both are given', async () => {
    const { agent_id: _none, ...anonymous } = mail
    const byEmail = { ...anonymous, delay: 3600, agent_email: 'JARED.dunn@demo.example' }
    expect((await server.fernand.POST('/conversations/compose', { body: byEmail })).data?.agent_id).toBe(43)
    expect((await compose({ ...byEmail, agent_id: 42 })).agent_id).toBe(42)
  })

  it.each([
    ['channel_id', { channel_id: 999 }],
    ['agent_id', { agent_id: 999 }],
    ['agent_email', { agent_id: undefined, agent_email: 'gavin@hooli.example' }],
  ])('an unknown %s answers 404 naming it, and nothing is stored', async (field, change) => {
    const conversations = async () => (await compose({ ...mail, delay: 3600 })).conversation_id
    const before = await conversations()
    const body = { ...mail, ...change } as typeof mail
    const { response, error } = await server.fernand.POST('/conversations/compose', { body })
    expect(response.status).toBe(404)
    expectDocumented('fernand', 'composeConversation', 404, error)
    expect(error?.error).toContain(field)
    expect(await conversations()).toBe(before + 1)
  })
})

it('attachments that decode to more than 25 MiB answer 413, and 25 MiB pass', async () => {
  const body = (bytes: number) => ({
    ...mail,
    delay: 3600,
    content: {
      content: 'x',
      attachments: [
        {
          name: 'big.bin',
          type: 'application/octet-stream',
          content: Buffer.alloc(bytes).toString('base64'),
        },
      ],
    },
  })
  const limit = 25 * 1024 * 1024
  const over = await server.fernand.POST('/conversations/compose', { body: body(limit + 1) })
  expect(over.response.status).toBe(413)
  expectDocumented('fernand', 'composeConversation', 413, over.error)
  const exact = await server.fernand.POST('/conversations/compose', { body: body(limit) })
  expect(exact.response.status).toBe(200)
  expect(exact.data?.attachments?.[0]?.size).toBe(limit)
})

it('a conversation that is not there answers 404, its messages too', async () => {
  const params = { params: { path: { id: 987654321 } } }
  const one = await server.fernand.GET('/conversations/{id}', params)
  expect(one.response.status).toBe(404)
  expectDocumented('fernand', 'getConversation', 404, one.error)
  const messages = await server.fernand.GET('/conversations/{id}/messages', params)
  expect(messages.response.status).toBe(404)
  expectDocumented('fernand', 'listMessages', 404, messages.error)
})

it('before pages to older messages, with the prefix or without', async () => {
  const { conversation_id, id } = await compose({ ...mail, delay: 3600 })
  const older = async (before: string) =>
    (
      await server.fernand.GET('/conversations/{id}/messages', {
        params: { path: { id: conversation_id }, query: { before } },
      })
    ).data
  expect(await older(id)).toEqual([])
  expect(await older(`m-${Number(id.slice(2)) + 1}`)).toHaveLength(1)
  expect(await older(String(Number(id.slice(2)) + 1))).toHaveLength(1)
})

it('the id of a path is a number for the handler, as the contract says', async () => {
  const { conversation_id } = await compose({ ...mail, delay: 3600 })
  const response = await fetch(`${server.url}/conversations/${conversation_id}.0`, {
    headers: { 'X-API-Key': demoKey.fernand },
  })
  expect([response.status, (await response.json()).id]).toEqual([200, conversation_id])
})
