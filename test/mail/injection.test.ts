import { afterAll, beforeAll, expect, it } from 'vitest'
import { mail, startTestServer, type TestServer } from '../support/server.ts'
import { type SmtpReceiver, startSmtpReceiver } from '../support/smtp-receiver.ts'

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
  server = await startTestServer({ smtp: receiver.options })
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
  for (const { envelope, source } of mails) {
    const names = headersOf(source)
    expect(names.filter(name => !known.has(name))).toEqual([])
    expect(names.length).toBe(new Set(names).size)
    expect(source.toString('latin1')).not.toMatch(/^(?:x-evil|bcc|rcpt to|mail from):/im)
    expect(envelope.to.filter(address => address.endsWith('@evil.example'))).toEqual([])
    expect(envelope.from).toBe(plain?.envelope.from)
  }
  expect(receiver.received).toHaveLength(accepted)
}, 120_000)
