import { randomBytes, randomUUID } from 'node:crypto'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import MailComposer from 'nodemailer/lib/mail-composer'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createAtenderClient } from '../../generated/atender/client.ts'
import { createFernandClient } from '../../generated/fernand/client.ts'
import { parseSmtpUrl } from '../../server/mail/smtp-url.ts'
import { numberOf } from '../../server/tenants/numbers.ts'
import { expectDocumented } from '../support/contract.ts'
import { freshDatabase, openTestDatabase } from '../support/database.ts'
import { temporaryFolder } from '../support/process.ts'
import { mail, messagesIn, startTestServer, type TestServer } from '../support/server.ts'
import { handOver } from '../support/smtp-client.ts'
import { type SmtpReceiver, startSmtpReceiver } from '../support/smtp-receiver.ts'
import { until } from '../support/until.ts'

const workspace = `
tenants:
  - id: shop
    name: Shop
    environment: test
    keys:
      - { api: atender, key: sa_test_shop, scopes: [conversations:write, contacts:write] }
      - { api: fernand, key: sk_shop }
    channels:
      - { id: 123, address: Support@Demo.example }
      - { id: 124, address: orders@demo.example, api: atender }
      - { id: 125, address: hallo@bücher.example }
    agents: [{ id: 42, name: Monica Hall, email: monica@demo.example }]
  - id: other
    name: Other
    environment: test
    keys: [{ api: fernand, key: sk_other }]
    channels: [{ id: 123, address: help@other.example }]
`

let receiver: SmtpReceiver
let server: TestServer
let databaseUrl: string
let fernand: ReturnType<typeof createFernandClient>
let atender: ReturnType<typeof createAtenderClient>
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
  fernand = createFernandClient({ baseUrl: server.url, headers: { 'X-API-Key': 'sk_shop' } })
  atender = createAtenderClient({ baseUrl: server.url, headers: { Authorization: 'Bearer sa_test_shop' } })
})
afterAll(async () => {
  await server.stop()
  await receiver.stop()
})

const deliver = async (source: string | Buffer, to: string | string[] = 'support@demo.example') =>
  expect(await handOver(server.smtpUrl, { to, source })).toMatch(/^250 /)

async function conversationOf(id: number, client = fernand) {
  const { data, response } = await client.GET('/conversations/{id}', { params: { path: { id } } })
  if (data) expectDocumented('fernand', 'getConversation', response.status, data)
  return data
}
async function messagesOf(id: number, client = fernand) {
  const { data, response } = await client.GET('/conversations/{id}/messages', { params: { path: { id } } })
  if (data) expectDocumented('fernand', 'listMessages', response.status, data)
  return messagesIn(data)
}

/** What the database holds, for what no API shows yet. */
async function stored<T>(read: (db: Awaited<ReturnType<typeof openTestDatabase>>['store']) => Promise<T>) {
  const { store } = await openTestDatabase(databaseUrl)
  return await read(store)
}

/** The messages with that Message-ID. */
const withMessageId = (id: string) =>
  stored(store =>
    store.read(db =>
      db
        .selectFrom('message')
        .innerJoin('conversation', 'conversation.id', 'message.conversation_id')
        .leftJoin('message_source', 'message_source.message_id', 'message.id')
        .selectAll('message')
        .select(['conversation.api', 'conversation.status as conversation_status', 'conversation.subject'])
        .select(['conversation.uid as conversation_uid', 'message_source.source'])
        .where('mail_message_id', '=', id)
        .orderBy('message.id')
        .execute(),
    ),
  )

const newId = () => `<${randomUUID()}@aviato.example>`
const simple = (headers: Record<string, string>, body = 'Hello') =>
  `${Object.entries({
    From: 'Erlich Bachman <erlich@aviato.example>',
    To: 'support@demo.example',
    ...headers,
  })
    .map(([name, value]) => `${name}: ${value}`)
    .join('\n')}\n\n${body}\n`

/** Delivers a mail and fetches what became of it. */
async function received(headers: Record<string, string>, body?: string, to?: string) {
  const id = newId()
  await deliver(simple({ 'Message-ID': id, ...headers }, body), to)
  const [row] = await withMessageId(id)
  if (!row) throw new Error('the mail was not stored')
  const number = numberOf(row.conversation_id)
  const [message] = await messagesOf(number)
  return { id, row, message, conversation: await conversationOf(number) }
}

describe('a mail that answers none', () => {
  it("opens a conversation of Fernand's with all that it holds, byte for byte", async () => {
    const id = newId()
    const [pdf, logo] = [randomBytes(100_000), randomBytes(500)]
    const html =
      '<p>Grüße, <b>der Krug</b> ist <i>kaputt</i>.<img src="cid:logo"></p>\n<script>alert(1)</script>'
    const source = await new MailComposer({
      messageId: id,
      from: '"Bachman, Erlich" <Erlich@Aviato.example>',
      replyTo: 'office@aviato.example',
      to: 'Support <support@demo.example>, Jian Yang <jian@aviato.example>',
      cc: 'monica@raviga.example',
      date: new Date('2026-11-20T10:00:00Z'),
      subject: 'Größe: 漢字 ✓',
      text: 'Grüße, der Krug ist kaputt.',
      html,
      attachments: [
        { filename: 'Rechnung Nº 7.pdf', contentType: 'application/pdf', content: pdf },
        { filename: '../../etc/passwd', contentType: 'text/plain', content: 'x' },
        { filename: 'logo.png', cid: 'logo', content: logo, contentDisposition: 'inline' },
      ],
    })
      .compile()
      .build()
    await deliver(source)

    const [row] = await withMessageId(id)
    expect(
      Buffer.from(row?.source ?? [])
        .toString('latin1')
        .trimEnd(),
    ).toBe(source.toString('latin1').trimEnd())
    const conversation = await conversationOf(numberOf(row?.conversation_id ?? 0))
    expect(conversation).toMatchObject({
      subject: 'Größe: 漢字 ✓',
      status: 'OPENED',
      channel_id: 123,
      agent_id: null,
      contact_id: numberOf(row?.contact_id ?? 0),
      last_update: expect.any(String),
    })
    const contacts = await atender.GET('/v1/contacts', { params: { query: { limit: 100 } } })
    const emails = await stored(store => store.read(db => db.selectFrom('contact').selectAll().execute()))
    const emailOf = new Map(emails.map(contact => [numberOf(contact.id), contact.email]))
    expect(conversation?.recipients?.map(({ kind, contact_id }) => [kind, emailOf.get(contact_id)])).toEqual([
      ['from', 'erlich@aviato.example'],
      ['reply-to', 'office@aviato.example'],
      ['to', 'jian@aviato.example'],
      ['cc', 'monica@raviga.example'],
    ])
    expect(contacts.data?.data.find(({ email }) => email === 'erlich@aviato.example')?.name).toBe(
      'Bachman, Erlich',
    )

    const [message, ...others] = await messagesOf(numberOf(row?.conversation_id ?? 0))
    expect(others).toEqual([])
    expect(message).toMatchObject({
      way: 'IN',
      status: 'RECEIVED',
      source: 'EMAIL',
      agent_id: null,
      contact_id: numberOf(row?.contact_id ?? 0),
      message: html,
      is_automated: false,
      unsubscribe_url: null,
      language: 'de',
    })
    expect(message).not.toHaveProperty('delay')
    expect(message?.attachments?.map(({ name, type, size }) => [name, type, size])).toEqual([
      ['logo.png', 'image/png', 500],
      ['Rechnung Nº 7.pdf', 'application/pdf', 100_000],
      ['.._.._etc_passwd', 'text/plain', 1],
    ])
    const files = await stored(store =>
      store.read(db =>
        db
          .selectFrom('attachment')
          .innerJoin('attachment_content', 'attachment_id', 'attachment.id')
          .select('content')
          .where('message_id', '=', row?.id ?? 0)
          .orderBy('id')
          .execute(),
      ),
    )
    expect(Buffer.from(files[1]?.content ?? []).equals(pdf)).toBe(true)
    expect(Buffer.from(files[0]?.content ?? []).equals(logo)).toBe(true)
  })

  it("opens a conversation of Atender's where the channel says so, and a reply leaves from that channel", async () => {
    const { row, id } = await received(
      { Subject: 'Where is it?' },
      'Where is my order?',
      'orders@demo.example',
    )
    expect(row.api).toBe('atender')
    const path = { id: row.conversation_uid }
    const { data } = await atender.GET('/v1/conversations/{id}', { params: { path } })
    expectDocumented('atender', 'getConversation', 200, data)
    expect(data).toMatchObject({
      status: 'active',
      subject: 'Where is it?',
      channel: 'email',
      externalReference: null,
      contact: { email: 'erlich@aviato.example' },
    })
    const messages = await atender.GET('/v1/conversations/{id}/messages', { params: { path } })
    expect(messages.data?.data).toMatchObject([
      { direction: 'inbound', status: 'received', text: 'Where is my order?', html: null },
    ])
    const reply = await atender.POST('/v1/conversations/{id}/messages', {
      params: { path },
      body: { direction: 'outbound', text: 'On its way.' },
    })
    expect(reply.error).toBeUndefined()
    const sent = await until(async () => receiver.received.find(one => one.source.includes(id)))
    expect(sent.envelope).toEqual({ from: 'orders@demo.example', to: ['erlich@aviato.example'] })
  })

  it('as plain text is HTML that shows the same', async () => {
    const { message } = await received({}, 'a < b & "c"\n  <script>alert(1)</script>')
    expect(message?.message).toContain('a &lt; b &amp; &quot;c&quot;\n  &lt;script&gt;')
    expect(message?.message).not.toContain('<script>')
  })

  it.each([
    ['of 250 characters is kept', 'x'.repeat(250), 'x'.repeat(250)],
    ['that is longer is cut, and says so', 'x'.repeat(251), `${'x'.repeat(249)}…`],
    ['is not cut inside a character', `${'x'.repeat(248)}👩‍👩‍👧‍👦yz`, `${'x'.repeat(248)}…`],
    ['is on one line', 'a\tb\u0007c\u2028d', 'a b c d'],
  ])('a subject %s', async (_what, subject, expected) => {
    const encoded = `=?utf-8?B?${Buffer.from(subject).toString('base64')}?=`
    expect((await received({ Subject: encoded })).conversation?.subject).toBe(expected)
  })
})

describe('the addresses of a channel', () => {
  it.each([
    'support@demo.example',
    'SUPPORT@DEMO.Example',
    'support+order-7@demo.example',
    'hallo@xn--bcher-kva.example',
  ])('%s is taken', async to => void (await received({}, 'Hello', to)))

  it('one mail to channels of two tenants is kept by both, and by each once', async () => {
    const id = newId()
    await deliver(simple({ 'Message-ID': id }), [
      'support@demo.example',
      'Support+x@demo.example',
      'help@other.example',
    ])
    expect((await withMessageId(id)).map(({ tenant_id }) => tenant_id).sort()).toEqual(['other', 'shop'])
  })

  it.each(['nobody@demo.example', 'support@elsewhere.example', 'supp+ort@demo.example', 'a@[127.0.0.1]'])(
    '%s is none: 550 5.1.1',
    async to => {
      expect(await handOver(server.smtpUrl, { to, source: simple({}) })).toMatch(/^550 5\.1\.1 /)
    },
  )
})

describe('who a mail is from', () => {
  it.each([
    ['From', { From: 'richard@piedpiper.example' }, 'gavin@hooli.example', 'richard@piedpiper.example'],
    [
      'the envelope, when From is no address',
      { From: 'nobody at all' },
      'gavin@hooli.example',
      'gavin@hooli.example',
    ],
    ['nobody, when neither is one', { From: '' }, '', 'unknown@sender.invalid'],
  ])('%s', async (_who, headers, from, expected) => {
    const id = newId()
    const source = simple({ 'Message-ID': id, ...headers })
    expect(await handOver(server.smtpUrl, { from, to: 'support@demo.example', source })).toMatch(/^250 /)
    const [row] = await withMessageId(id)
    const contact = await stored(store =>
      store.read(db =>
        db
          .selectFrom('contact')
          .selectAll()
          .where('id', '=', row?.contact_id ?? 0)
          .executeTakeFirst(),
      ),
    )
    expect(contact?.email).toBe(expected)
  })
})

describe('what a header says', () => {
  it.each([
    ['nothing', {}, false, null],
    ['Auto-Submitted: no', { 'Auto-Submitted': 'no' }, false, null],
    ['Auto-Submitted: auto-replied', { 'Auto-Submitted': 'auto-replied (vacation)' }, true, null],
    ['Precedence: bulk', { Precedence: 'bulk' }, true, null],
    ['Precedence: list', { Precedence: 'list' }, false, null],
    [
      'List-Unsubscribe, the web before mail',
      { 'List-Unsubscribe': '<mailto:off@list.example?subject=off>,\n <https://list.example/off?id=a|b>' },
      false,
      'https://list.example/off?id=a%7Cb',
    ],
    [
      'List-Unsubscribe by mail alone',
      { 'List-Unsubscribe': '<mailto:off@list.example>' },
      false,
      'mailto:off@list.example',
    ],
    ['a List-Unsubscribe that runs code', { 'List-Unsubscribe': '<javascript:alert(1)>' }, false, null],
  ])('%s', async (_what, headers, isAutomated, url) => {
    const { message } = await received(headers as Record<string, string>)
    expect([message?.is_automated, message?.unsubscribe_url]).toEqual([isAutomated, url])
  })
})

it('the language of a mail that goes out is known once it was sent', async () => {
  const content = { content: '<p>Bonjour, votre commande est partie ce matin.</p>' }
  const { data } = await fernand.POST('/conversations/compose', { body: { ...mail, content } })
  const id = data?.conversation_id ?? 0
  const sent = await until(async () => (await messagesOf(id)).find(({ language }) => language))
  expect(sent).toMatchObject({ status: 'SENT', language: 'fr' })
})
