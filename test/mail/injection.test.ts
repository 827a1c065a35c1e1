import { afterAll, beforeAll, expect, it } from 'vitest'
import { mail, startTestServer, type TestServer } from '../support/server.ts'
import { handOver } from '../support/smtp-client.ts'
import { type ReceivedMail, type SmtpReceiver, startSmtpReceiver } from '../support/smtp-receiver.ts'

const LINES = [
  '\r\n',
  '\n',
  '\r',
  '\u2028',
  '\u2029',
  '\u0085',
  '\0',
  '\v',
  '\f',
  '\r\n ',
  '%0d%0a',
  '\\r\\n',
]
const HEADERS = [
  'Bcc: x@evil.example',
  'X-Evil: 1',
  '\r\nRCPT TO:<x@evil.example>',
  '.\r\nMAIL FROM:<x@evil.example>',
]
const encoded = (text: string) => [
  `=?utf-8?b?${Buffer.from(text).toString('base64')}?=`,
  `=?utf-8?q?${[...Buffer.from(text)].map(byte => `=${byte.toString(16).padStart(2, '0')}`).join('')}?=`,
]
const LINE_TRICKS = LINES.flatMap(line => HEADERS.map(header => `a${line}${header}`))
const TEXTS = [
  ...LINE_TRICKS,
  ...LINE_TRICKS.slice(0, 12).flatMap(encoded),
  'x'.repeat(250),
  '"; name="b',
  "utf-8''%0d%0aX-Evil: 1",
]
const ADDRESSES = [
  ...LINE_TRICKS.map(trick => `${trick}@b.example`),
  ...LINE_TRICKS.slice(0, 12)
    .flatMap(encoded)
    .map(name => `${name} <a@b.example>`),
  'x%evil.example@b.example',
  '@b.example:x@evil.example',
  '<@b.example:x@evil.example>',
  'a@b.example <x@evil.example',
  '"a@b.example" x@evil.example>',
  '"x@evil.example>" <a@b.example>',
  '"<x@evil.example>, " <a@b.example>',
  '"\\" <x@evil.example>, \\"" <a@b.example>',
  '(x@evil.example) a@b.example',
  'a@b.example;x@evil.example',
  'Team: x@evil.example;',
  '"a@b.example, x"@evil.example',
  'a@b.example> ORCPT=rfc822;x@evil.example',
  'a@[127.0.0.1]',
  `${'a'.repeat(65)}@b.example`,
  '\u202ea@b.example\u202c,',
]
const TRICKS = [
  ...TEXTS.map(value => ({ field: 'subject', value })),
  ...TEXTS.map(value => ({ field: 'name', value })),
  ...(['to', 'cc', 'bcc'] as const).flatMap(field => ADDRESSES.map(value => ({ field, value }))),
]

let receiver: SmtpReceiver
let server: TestServer
beforeAll(async () => {
  receiver = await startSmtpReceiver()
  server = await startTestServer({ smtp: receiver.options, smtpListen: { host: '127.0.0.1', port: 0 } })
})
afterAll(async () => {
  await server.stop()
  await receiver.stop()
})

const headersOf = (source: Buffer): string[] =>
  [...(source.toString('latin1').split('\r\n\r\n')[0] ?? '').matchAll(/^([^\s:]+):/gm)].map(([, name = '']) =>
    name.toLowerCase(),
  )

it('no address, name, subject or file name adds a header or a recipient', async () => {
  expect(TRICKS.length).toBeGreaterThan(200)
  await server.fernand.POST('/conversations/compose', { body: { ...mail, subject: 'plain' } })
  const [plain] = await receiver.waitFor(1)
  const known = new Set([...headersOf(plain?.source ?? Buffer.alloc(0)), 'cc'])
  let accepted = 1
  for (const { field, value } of TRICKS) {
    const attachments = [{ name: value, type: 'text/plain', content: 'aGk=' }]
    const body =
      field === 'name' ? { ...mail, content: { ...mail.content, attachments } } : { ...mail, [field]: value }
    const { response, error } = await server.fernand.POST('/conversations/compose', { body })
    if (response.ok) accepted++
    else {
      expect(response.status, JSON.stringify(value)).toBe(400)
      expect(JSON.stringify(error)).toContain(field)
    }
  }
  expect(accepted).toBeGreaterThan(50)
  const mails = await receiver.waitFor(accepted, 60_000)
  for (const one of mails) expectNothingOfEvil(one, known, plain?.envelope.from)
  expect(receiver.received).toHaveLength(accepted)
}, 120_000)

function expectNothingOfEvil(
  { envelope, source }: ReceivedMail,
  known: Set<string>,
  from: string | undefined,
) {
  const names = headersOf(source)
  expect(names.filter(name => !known.has(name))).toEqual([])
  expect(names.length).toBe(new Set(names).size)
  expect(source.toString('latin1')).not.toMatch(/^(?:x-evil|bcc|rcpt to|mail from):/im)
  expect(envelope.to.filter(address => address.endsWith('@evil.example'))).toEqual([])
  expect(envelope.from).toBe(from)
}

it('an answer to a mail that was made for that adds no header and no recipient either', async () => {
  const before = receiver.received.length
  const tricks = LINE_TRICKS.slice(0, 12).flatMap(encoded)
  /** Headers of a mail that comes in, each with a trick where the answer will take something from. */
  const made = [
    ...tricks.map(trick => [`From: ${trick} <a@b.example>`, 'Subject: x', 'Message-ID: <1@b.example>']),
    ...tricks.map(trick => ['From: a@b.example', `Subject: ${trick}`, 'Message-ID: <2@b.example>']),
    ...['<3@b.example> <x@evil.example>', '<3\rX-Evil: 1@b.example>', `<${'3'.repeat(2_000)}@b.example>`].map(
      id => [...['From: a@b.example', 'Subject: x', `Message-ID: ${id}`, `References: ${id} <0@b.example>`]],
    ),
    [
      'From: a@b.example',
      'Reply-To: "x\nBcc: x@evil.example" <r@b.example>',
      'Subject: x',
      'Message-ID: <4@b.example>',
    ],
    [
      'From: a@b.example',
      'Subject: x',
      'Message-ID: <5@b.example>',
      'Cc: undisclosed <a@b.example',
      ' x@evil.example>',
    ],
  ]
  for (const [index, headers] of made.entries()) {
    const source = `${headers.join('\r\n').replaceAll('@b.example>', `.${index}@b.example>`)}\r\nTo: support@demo.example\r\n\r\nHello\r\n`
    await handOver(server.smtpUrl, { from: 'a@b.example', to: ['support@demo.example'], source })
  }
  const { data } = await server.fernand.GET('/conversations', {
    params: { query: { limit: made.length, order: 'newest' } },
  })
  for (const { id } of data?.data ?? []) {
    const { response } = await server.fernand.POST('/conversations/{id}/reply', {
      params: { path: { id: Number(id) } },
      body: { content: '<p>Answer</p>', agent_id: 42, delay: 0 },
    })
    expect(response.status).toBe(200)
  }
  const mails = (await receiver.waitFor(before + made.length, 60_000)).slice(before)
  const known = new Set([
    ...headersOf(receiver.received[0]?.source ?? Buffer.alloc(0)),
    'cc',
    'in-reply-to',
    'references',
  ])
  for (const one of mails) expectNothingOfEvil(one, known, 'support@demo.example')
}, 120_000)
