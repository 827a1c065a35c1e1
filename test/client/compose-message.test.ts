/** Sending a mail through Fernand with files of every kind, and waiting for what becomes of it. */
import { Readable } from 'node:stream'
import { afterAll, beforeAll, beforeEach, describe, expect, it, onTestFinished } from 'vitest'
import { composeMessage, createFernandClient, type FernandClient, orThrow } from '../../client/fernand.ts'
import { webPlatform } from '../../client/policy.ts'
import { byteLimits } from '../../generated/fernand/facts.ts'
import { type EmbeddedServer, startServer } from '../../server/embed/index.ts'
import { startFlakyProxy } from '../support/flaky-proxy.ts'
import { startSmtpReceiver } from '../support/smtp-receiver.ts'

let server: EmbeddedServer
let client: FernandClient
beforeAll(async () => {
  server = await startServer()
  client = createFernandClient({ baseUrl: server.url, apiKey: server.keys.fernand, platform: hurried })
})
afterAll(() => server.stop())
beforeEach(() => server.mailbox.clear())

/** Waits a tenth of the time. */
const hurried = {
  sleep: (ms: number, signal?: AbortSignal) => webPlatform.sleep(ms / 10, signal),
}
const mail = { channel_id: 123, agent_id: 42, content: '<p>Hello</p>', to: 'a@b.example', delay: 0 }
const { maxDecodedBytes } = byteLimits['MessageContent.attachments']
const bytes = new TextEncoder().encode('naïve \0 bytes')

async function* pieces(size: number, count: number) {
  for (let i = 0; i < count; i++) yield new Uint8Array(size)
}

describe('composeMessage', () => {
  it.each([
    ['a File', new File([bytes], 'a.bin', { type: 'application/x-a' })],
    ['a Blob', { name: 'a.bin', content: new Blob([bytes], { type: 'application/x-a' }) }],
    ['a Buffer', { name: 'a.bin', type: 'application/x-a', content: Buffer.from(bytes) }],
    ['an ArrayBuffer', { name: 'a.bin', type: 'application/x-a', content: new Uint8Array(bytes).buffer }],
    [
      'a part of a larger buffer',
      {
        name: 'a.bin',
        type: 'application/x-a',
        content: Buffer.concat([Buffer.from('xx'), bytes]).subarray(2),
      },
    ],
    ['a web stream', { name: 'a.bin', type: 'application/x-a', content: new Blob([bytes]).stream() }],
    [
      'a stream of Node.js',
      { name: 'a.bin', type: 'application/x-a', content: Readable.from([bytes.slice(0, 4), bytes.slice(4)]) },
    ],
  ])('takes %s as an attachment', async (_what, attachment) => {
    orThrow(await composeMessage(client, { ...mail, attachments: [attachment] }))
    const [arrived] = await server.mailbox.waitFor(1)
    expect(arrived?.attachments).toEqual([
      { name: 'a.bin', type: 'application/x-a', content: new Uint8Array(bytes), contentId: null },
    ])
  })

  it('encodes megabytes right without the platform’s own base64 too', async () => {
    const large = new Uint8Array(1_000_003).map((_, i) => (i * 7919) >> 3)
    const native = Object.getOwnPropertyDescriptor(Uint8Array.prototype, 'toBase64')
    if (native)
      Object.defineProperty(Uint8Array.prototype, 'toBase64', { value: undefined, configurable: true })
    try {
      orThrow(await composeMessage(client, { ...mail, attachments: [{ name: 'a', content: large }] }))
    } finally {
      if (native) Object.defineProperty(Uint8Array.prototype, 'toBase64', native)
    }
    const [arrived] = await server.mailbox.waitFor(1)
    expect(Buffer.compare(arrived?.attachments[0]?.content ?? large.slice(1), large)).toBe(0)
  })

  it('sends nothing that is larger than the contract allows, all attachments together, and an endless stream ends', async () => {
    const proxy = await startFlakyProxy(server.url)
    onTestFinished(() => proxy.stop())
    const watched = createFernandClient({ baseUrl: proxy.url, apiKey: server.keys.fernand })
    const half = new Uint8Array(maxDecodedBytes / 2)
    for (const attachments of [
      [{ name: 'a', content: new Uint8Array(maxDecodedBytes + 1) }],
      [
        { name: 'a', content: half },
        { name: 'b', content: new Blob([half, 'x']) },
      ],
      [{ name: 'a', content: pieces(1 << 20, Number.POSITIVE_INFINITY) }],
      Array.from({ length: 101 }, () => ({ name: 'a', content: bytes })),
    ]) {
      expect(await composeMessage(watched, { ...mail, attachments })).toMatchObject({
        ok: false,
        kind: 'unsendable',
        message: null,
      })
    }
    expect(proxy.requests).toEqual([])
    const most = [
      { name: 'a', content: half },
      { name: 'b', content: half },
    ]
    expect(await composeMessage(watched, { ...mail, attachments: most })).toMatchObject({ ok: true })
  })

  it('takes recipients as strings and objects, and quotes what has to be', async () => {
    const recipients = [
      'Monica Hall <monica@raviga.example>',
      { email: 'e@b.example', name: 'Bach"man, E\\' },
    ]
    const { to, cc, bcc } = {
      to: recipients,
      cc: { email: 'jared@piedpiper.example' },
      bcc: 'd@x.example, f@x.example',
    }
    orThrow(await composeMessage(client, { ...mail, to, cc, bcc }))
    const [arrived] = await server.mailbox.waitFor(1)
    expect(arrived?.envelope.to).toEqual([
      'monica@raviga.example',
      'e@b.example',
      'jared@piedpiper.example',
      'd@x.example',
      'f@x.example',
    ])
    expect(arrived?.source.toString()).toContain('"Bach\\"man, E\\\\" <e@b.example>')
  })

  it.each([
    ['two addresses in one', { email: 'a@b.example, c@d.example' }],
    ['a header in a name', { email: 'a@b.example', name: 'A\r\nBcc: c@d.example' }],
    ['a header in a string', 'a@b.example\r\nBcc: c@d.example'],
    ['no address', { email: 'nobody' }],
  ])('refuses %s before sending', async (_what, to) => {
    expect(await composeMessage(client, { ...mail, to })).toMatchObject({ kind: 'unsendable' })
    expect(server.mailbox.mails).toEqual([])
  })

  it('asks once: a lost answer is told, and no second mail leaves', async () => {
    const proxy = await startFlakyProxy(server.url)
    onTestFinished(() => proxy.stop())
    const flaky = createFernandClient({ baseUrl: proxy.url, apiKey: server.keys.fernand, platform: hurried })
    for (const mishap of ['drop-after', 'html-502-after'] as const) {
      proxy.mishaps.push(mishap)
      expect(await composeMessage(flaky, mail)).toMatchObject({
        ok: false,
        message: null,
        attempts: 1,
        unanswered: 1,
      })
    }
    expect(proxy.requests).toHaveLength(2)
    await server.mailbox.waitFor(2)
    expect(server.mailbox.mails).toHaveLength(2)
  })

  it('tells what the server refuses', async () => {
    const refused = await composeMessage(client, { ...mail, channel_id: 999 })
    expect(refused).toMatchObject({ ok: false, kind: 'problem', status: 404, message: null })
  })
})

describe('waitUntil', () => {
  it('settled gives the message with what the mail server said', async () => {
    expect(orThrow(await composeMessage(client, mail, { waitUntil: 'settled' }))).toMatchObject({
      status: 'SENT',
      last_event: { event: 'DELIVERED', error_code: '250' },
    })
  })

  it('sent ends when the mail server will not take it', async () => {
    const smtp = await startSmtpReceiver({ recipient: () => ({ code: 550, text: '5.1.1 nobody' }) })
    const own = await startServer({ smtpUrl: smtp.url })
    onTestFinished(async () => {
      await own.stop()
      await smtp.stop()
    })
    const there = createFernandClient({ baseUrl: own.url, apiKey: own.keys.fernand, platform: hurried })
    expect(orThrow(await composeMessage(there, mail, { waitUntil: 'sent' }))).toMatchObject({
      status: 'BOUNCED',
      last_event: { event: 'BOUNCED', error_code: '550' },
    })
  })

  it('looks no earlier than the mail is due, and then every three seconds at most', async () => {
    const looks: number[] = []
    let now = 0
    const settledAt = 20_000
    const fake = createFernandClient({
      apiKey: 'sk_x',
      platform: {
        now: () => now,
        sleep: async ms => {
          now += ms
        },
        fetch: async ({ method }) => {
          if (method === 'GET') looks.push(now)
          const message = {
            id: method === 'GET' ? '1' : 'm-1',
            conversation_id: 2,
            type: 'MESSAGE',
            timestamp: '2026-01-21T14:30:00Z',
            way: 'OUT',
            source: 'EMAIL',
            delay: 7,
            status: now < settledAt ? 'PENDING' : 'SENT',
          }
          return Response.json(method === 'GET' ? [message] : message)
        },
      },
    })
    expect(orThrow(await composeMessage(fake, mail, { waitUntil: 'sent' }))).toMatchObject({ status: 'SENT' })
    expect(looks[0]).toBe(8000)
    expect(looks.length).toBeLessThan(6)
    for (const [i, look] of looks.slice(1).entries())
      expect(look - (looks[i] ?? 0)).toBeGreaterThanOrEqual(3000)
  })

  it('tells of a message that was accepted, when it can no longer be asked after', async () => {
    const proxy = await startFlakyProxy(server.url)
    onTestFinished(() => proxy.stop())
    const flaky = createFernandClient({ baseUrl: proxy.url, apiKey: server.keys.fernand, platform: hurried })
    proxy.mishaps.push('none', 'drop-before', 'drop-before', 'drop-before', 'drop-before')
    expect(await composeMessage(flaky, mail, { waitUntil: 'sent' })).toMatchObject({
      ok: false,
      kind: 'network',
      message: { status: 'PENDING' },
    })
    const late = await composeMessage(
      client,
      { ...mail, delay: 60 },
      { waitUntil: 'sent', signal: AbortSignal.timeout(300) },
    )
    expect(late).toMatchObject({ kind: 'aborted', message: { status: 'PENDING' } })
  })

  it('tells that the message was deleted', async () => {
    const generated_id = 'to be deleted'
    const deleting = createFernandClient({
      baseUrl: server.url,
      apiKey: server.keys.fernand,
      platform: {
        async sleep() {
          const newest = await client.GET('/conversations', { params: { query: { order: 'newest' } } })
          const ids = orThrow(newest).data.map(conversation => conversation.id)
          for (const id of ids) {
            const [message] = orThrow(
              await client.GET('/conversations/{id}/messages', { params: { path: { id } } }),
            )
            if (message?.type !== 'MESSAGE' || message.generated_id !== generated_id) continue
            const path = { id, message_id: message.id }
            orThrow(await client.DELETE('/conversations/{id}/messages/{message_id}', { params: { path } }))
          }
        },
      },
    })
    const told = await composeMessage(deleting, { ...mail, generated_id, delay: 60 }, { waitUntil: 'sent' })
    expect(told).toMatchObject({ ok: false, kind: 'deleted', message: { status: 'PENDING', generated_id } })
  })
})
