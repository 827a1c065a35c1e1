import { randomUUID } from 'node:crypto'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createFernandClient } from '../../generated/fernand/client.ts'
import { parseSmtpUrl } from '../../server/mail/smtp-url.ts'
import { temporaryFolder } from '../support/process.ts'
import { mail, messagesIn, startTestServer, type TestServer } from '../support/server.ts'
import { handOver } from '../support/smtp-client.ts'
import { type SmtpReceiver, startSmtpReceiver } from '../support/smtp-receiver.ts'
import { until } from '../support/until.ts'

const workspace = `
tenants:
  - id: demo
    name: Demo
    environment: test
    keys: [{ api: fernand, key: sk_demo }]
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
let other: TestServer['fernand']
beforeAll(async () => {
  receiver = await startSmtpReceiver()
  const file = join(temporaryFolder(), 'workspace.yaml')
  writeFileSync(file, workspace)
  const smtp = parseSmtpUrl(receiver.url)
  server = await startTestServer({
    workspace: file,
    smtp: smtp.ok ? smtp.options : undefined,
    smtpListen: { host: '127.0.0.1', port: 0 },
  })
  other = createFernandClient({ baseUrl: server.url, headers: { 'X-API-Key': 'sk_other' } })
})
afterAll(async () => {
  await server.stop()
  await receiver.stop()
})

async function messagesOf(id: number, client = server.fernand) {
  const { data } = await client.GET('/conversations/{id}/messages', { params: { path: { id } } })
  return messagesIn(data)
}

/** A mail that has left. */
async function sent(changes: Partial<typeof mail> = {}, client = server.fernand) {
  const to = `${randomUUID()}@gone.example`
  const { data } = await client.POST('/conversations/compose', { body: { ...mail, to, ...changes } })
  const conversationId = data?.conversation_id ?? 0
  await until(async () => (await messagesOf(conversationId, client)).find(({ status }) => status === 'SENT'))
  const [first = ''] = (changes.to ?? to).split(', ')
  const left = receiver.received.find(({ envelope }) => envelope.to.includes(first))
  const messageId = /^Message-ID:\s*(<\S+>)/im.exec(left?.source.toString() ?? '')?.[1] ?? ''
  return { conversationId, to, messageId }
}

interface Report {
  action: string
  recipient: string
  /** Of the mail that it is about. */
  messageId?: string
  status?: string
  diagnostic?: string
  envelopeId?: string
  /** The part that brings the mail back. */
  returned?: 'message/rfc822' | 'text/rfc822-headers'
  headers?: string
  /** Of the whole. */
  type?: string
}

const report = ({ action, recipient, messageId, ...given }: Report) => `From: <MAILER-DAEMON@mx.example>
To: support@demo.example
Subject: Undelivered Mail Returned to Sender
Message-ID: <${randomUUID()}@mx.example>
Auto-Submitted: auto-replied
${given.headers ? `${given.headers}\n` : ''}MIME-Version: 1.0
Content-Type: ${given.type ?? 'multipart/report; report-type=delivery-status'};
 boundary="b"

--b
Content-Type: text/plain

I'm sorry to have to inform you that your message could not be delivered.
--b
Content-Type: message/delivery-status

Reporting-MTA: dns; mx.example
${given.envelopeId ? `Original-Envelope-Id: ${given.envelopeId}\n` : ''}
Final-Recipient: rfc822; ${recipient}
Action: ${action}
Status: ${given.status ?? '5.1.1'}
${given.diagnostic === '' ? '' : `Diagnostic-Code: ${given.diagnostic ?? 'smtp; 550 5.1.1 No such\n    user here'}\n`}
--b
Content-Type: ${given.returned ?? 'message/rfc822'}

Received: from here by there
${messageId ? `Message-ID: ${messageId}\n` : ''}From: support@demo.example
Subject: Hello

Hello
--b--
`

const deliver = async (source: string, to = 'support@demo.example') =>
  expect(await handOver(server.smtpUrl, { from: '', to, source })).toMatch(/^250 /)

describe('a report on a mail that we sent', () => {
  it.each([
    ['failed', 'BOUNCED', 'BOUNCED'],
    ['delayed', 'SENT', 'DEFERRED'],
    ['delivered', 'SENT', 'DELIVERED'],
    ['relayed', 'SENT', 'DELIVERED'],
    ['Failed (for good)', 'BOUNCED', 'BOUNCED'],
  ])('with the action %s makes it %s, and is no message', async (action, status, event) => {
    const { conversationId, to, messageId } = await sent()
    await deliver(report({ action, recipient: to, messageId }))
    const [message, ...others] = await messagesOf(conversationId)
    expect(others).toEqual([])
    expect(message).toMatchObject({
      way: 'OUT',
      status,
      last_event: { event, error_code: '550', reason: '550 5.1.1 No such user here' },
    })
  })

  it.each([
    ['the mail that it brings back', { returned: 'message/rfc822' as const }],
    ['the header that it brings back', { returned: 'text/rfc822-headers' as const }],
  ])('is matched by %s', async (_by, change) => {
    const { conversationId, to, messageId } = await sent()
    await deliver(report({ action: 'failed', recipient: to, messageId, ...change }))
    expect((await messagesOf(conversationId))[0]?.status).toBe('BOUNCED')
  })

  it('is matched by In-Reply-To, by References, and by the envelope id that the mail left with', async () => {
    for (const by of ['In-Reply-To', 'References', 'envelope']) {
      const { conversationId, to, messageId } = await sent()
      const change =
        by === 'envelope'
          ? { envelopeId: messageId.slice(1, messageId.indexOf('@')) }
          : { headers: `${by}: ${messageId}` }
      await deliver(report({ action: 'failed', recipient: to, ...change }))
      expect((await messagesOf(conversationId))[0]?.status, by).toBe('BOUNCED')
    }
  })

  it('that quotes no server tells the status', async () => {
    const { conversationId, to, messageId } = await sent()
    await deliver(
      report({ action: 'failed', recipient: to, messageId, status: '5.4.7 (expired)', diagnostic: '' }),
    )
    expect((await messagesOf(conversationId))[0]).toMatchObject({
      status: 'BOUNCED',
      last_event: { event: 'BOUNCED', error_code: '5.4.7', reason: 'Status 5.4.7' },
    })
  })

  it('for one of two recipients leaves it SENT and names that one; for both it is BOUNCED', async () => {
    const [one, two] = [`${randomUUID()}@gone.example`, `${randomUUID()}@gone.example`]
    const { conversationId, messageId } = await sent({ to: `${one}, ${two}` })
    const tell = async (recipient: string) => {
      await deliver(report({ action: 'failed', recipient, messageId }))
      return (await messagesOf(conversationId))[0]
    }
    expect(await tell(two.toUpperCase())).toMatchObject({
      status: 'SENT',
      last_event: { event: 'BOUNCED', reason: expect.stringContaining(two.toUpperCase()) },
    })
    expect((await tell('forwarded@elsewhere.example'))?.status).toBe('SENT')
    expect((await tell(one))?.status).toBe('BOUNCED')
  })
})

describe('a report', () => {
  it.each([
    ["another tenant's mail", 'support@demo.example', () => sent({}, other), () => other],
    ["another channel's mail", 'sales@demo.example', () => sent(), () => server.fernand],
  ])('on %s touches nothing, and is kept as a mail', async (_whose, to, send, client) => {
    const theirs = await send()
    const before = await messagesOf(theirs.conversationId, client())
    const forged = report({ action: 'failed', recipient: theirs.to, messageId: theirs.messageId })
    const newest = await sent()
    await deliver(forged, to)
    expect(await messagesOf(theirs.conversationId, client())).toEqual(before)
    const [kept] = await messagesOf(newest.conversationId + 1)
    expect(kept).toMatchObject({ way: 'IN', status: 'RECEIVED', is_automated: true })
    expect(kept?.attachments?.map(({ name, type }) => [name, type])).toEqual([
      ['delivery-status.txt', 'message/delivery-status'],
      ['message.eml', 'message/rfc822'],
    ])
  })

  it.each([
    ['that is about no mail of ours', { messageId: '<nobody@knows.example>' }],
    ['of another kind', { type: 'multipart/report; report-type=disposition-notification' }],
    ['with an action that is none', { action: 'exploded' }],
  ])('%s is kept as a mail', async (_what, change) => {
    const { conversationId, to, messageId } = await sent()
    await deliver(report({ action: 'failed', recipient: to, messageId, ...change }))
    expect((await messagesOf(conversationId))[0]?.status).toBe('SENT')
    expect(await messagesOf(conversationId + 1)).toHaveLength(1)
  })

  it('that a person forwards is kept as a mail', async () => {
    const { conversationId, to, messageId } = await sent()
    const source = report({ action: 'failed', recipient: to, messageId, type: 'multipart/mixed' })
    const from = 'jian@aviato.example'
    const forwarded = source.replace('<MAILER-DAEMON@mx.example>', from)
    expect(await handOver(server.smtpUrl, { from, to: 'support@demo.example', source: forwarded })).toMatch(
      /^250 /,
    )
    expect((await messagesOf(conversationId))[0]?.status).toBe('SENT')
    expect(await messagesOf(conversationId + 1)).toHaveLength(1)
  })

  it("on a customer's mail touches nothing", async () => {
    const { conversationId, messageId } = await sent()
    const id = `<${randomUUID()}@aviato.example>`
    await deliver(`From: a@aviato.example\nMessage-ID: ${id}\nIn-Reply-To: ${messageId}\n\nThanks`)
    await deliver(report({ action: 'failed', recipient: 'a@aviato.example', messageId: id }))
    const messages = await messagesOf(conversationId)
    expect(messages.map(({ way, status }) => [way, status])).toEqual([
      ['IN', 'RECEIVED'],
      ['OUT', 'SENT'],
    ])
  })
})
