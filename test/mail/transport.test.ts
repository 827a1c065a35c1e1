import { type AddressInfo, createServer, type Socket } from 'node:net'
import { setTimeout as sleep } from 'node:timers/promises'
import { afterEach, describe, expect, test } from 'vitest'
import { parseSmtpUrl } from '../../server/mail/smtp-url.ts'
import {
  createCaptureTransport,
  createSmtpTransport,
  type Envelope,
  type MailTransport,
} from '../../server/mail/transport.ts'
import { startSmtpReceiver } from '../support/smtp-receiver.ts'
import { timed } from '../support/timed.ts'

const SOURCE = Buffer.from('Subject: x\r\nTo: someone@else.example\r\n\r\nHello\r\n')
const ENVELOPE: Envelope = { from: 'support@demo.example', to: ['a@b.co', 'c@d.co'] }

const cleanups: (() => Promise<unknown>)[] = []
afterEach(async () => {
  for (const cleanup of cleanups.splice(0).reverse()) await cleanup()
})

async function receiver(options?: Parameters<typeof startSmtpReceiver>[0]) {
  const started = await startSmtpReceiver(options)
  cleanups.push(() => started.stop())
  return started
}

function transport(url: string): MailTransport {
  const parsed = parseSmtpUrl(url)
  if (!parsed.ok) throw new Error(parsed.reason)
  const created = createSmtpTransport(parsed.options)
  cleanups.push(() => created.close())
  return created
}

/** A server that says what it is told to and understands nothing. */
async function rawServer(onConnection: (socket: Socket) => void): Promise<string> {
  const sockets: Socket[] = []
  const server = createServer(socket => {
    sockets.push(socket.on('error', () => {}))
    onConnection(socket)
  })
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
  cleanups.push(async () => {
    server.close()
    for (const socket of sockets) socket.destroy()
  })
  return `smtp://127.0.0.1:${(server.address() as AddressInfo).port}` // it listens on TCP
}

describe('the envelope decides who gets the mail', () => {
  test('headers name nobody, blind recipients are in the envelope only', async () => {
    const server = await receiver()
    await expect(transport(server.url).send(ENVELOPE, SOURCE)).resolves.toEqual({
      kind: 'delivered',
      code: '250',
      reason: '2.0.0 queued',
      rejected: [],
    })
    expect(server.received).toEqual([{ envelope: ENVELOPE, source: SOURCE }])
  })

  test('an address given twice gets the mail once, an international domain goes out in ASCII', async () => {
    const server = await receiver()
    await transport(server.url).send(
      { from: 'A@Demo.Example', to: ['a@b.co', 'a@B.co', 'x@münchen.example'] },
      SOURCE,
    )
    expect(server.received[0]?.envelope).toEqual({
      from: 'A@demo.example',
      to: ['a@b.co', 'x@xn--mnchen-3ya.example'],
    })
  })

  test.each([
    ['to', 'a@b.co\r\nRCPT TO:<evil@x.co>'],
    ['to', 'a@b.co> SIZE=1'],
    ['to', 'a@b.co, evil@x.co'],
    ['to', 'Team: evil@x.co;'],
    ['from', 'a@b.co>\r\nRCPT TO:<evil@x.co'],
    ['from', ''],
  ])('%s %j is a mistake of ours: nothing is sent', async (field, address) => {
    const server = await receiver()
    const envelope =
      field === 'to' ? { ...ENVELOPE, to: ['x@y.co', address] } : { ...ENVELOPE, from: address }
    await expect(transport(server.url).send(envelope, SOURCE)).rejects.toThrow(TypeError)
    await expect(createCaptureTransport().send(envelope, SOURCE)).rejects.toThrow(TypeError)
    expect(server.seen).toEqual([])
  })

  test('no recipient at all is a mistake of ours', async () => {
    await expect(transport('smtp://127.0.0.1:9').send({ ...ENVELOPE, to: [] }, SOURCE)).rejects.toThrow(
      TypeError,
    )
  })
})

test.each([
  ['lines of dots', '.\r\n..\r\n.a\r\n\r\n.\r\n'],
  ['a first line that is a dot', '.\r\n'],
  ['From lines and long lines', `From x\r\n${'y'.repeat(5000)}\r\n`],
  ['8-bit bytes and NUL', Buffer.from([0x61, 0, 0xff, 0xc3, 0xb6, 0x0d, 0x0a])],
  ['more than one network packet', `${'0123456789'.repeat(7)}\r\n.${'z'.repeat(60)}\r\n`.repeat(20_000)],
])('%s arrive byte for byte', async (_what, body) => {
  const server = await receiver()
  const source = Buffer.concat([Buffer.from('A: b\r\n\r\n'), Buffer.from(body as string)])
  await transport(server.url).send(ENVELOPE, source)
  expect(server.received[0]?.source.equals(source)).toBe(true)
})

describe('what the server says is what is reported', () => {
  const gone = { code: 550, text: '5.1.1 No such user here' }
  const busy = { code: 451, text: '4.7.1 Greylisted, come back later' }

  test.each([
    ['550 for every recipient: bounced', { recipient: () => gone }, 'bounced', '550', gone.text],
    ['550 for the sender: bounced', { sender: () => gone }, 'bounced', '550', gone.text],
    ['451 for every recipient: deferred', { recipient: () => busy }, 'deferred', '451', busy.text],
    [
      '421 for the sender: deferred',
      { sender: () => ({ code: 421, text: 'Bye' }) },
      'deferred',
      '421',
      'Bye',
    ],
    [
      'some 550, the others 451: deferred',
      { recipient: (a: string) => (a === 'a@b.co' ? busy : gone) },
      'deferred',
      '451',
      busy.text,
    ],
    [
      '554 after DATA: bounced',
      { message: () => ({ code: 554, text: '5.7.1 Spam' }) },
      'bounced',
      '554',
      '5.7.1 Spam',
    ],
    [
      '452 after DATA: deferred',
      { message: () => ({ code: 452, text: '4.3.1 Disk full' }) },
      'deferred',
      '452',
      '4.3.1 Disk full',
    ],
    ['larger than the server takes: bounced', { size: 20 }, 'bounced', null, expect.stringContaining('20')],
  ])('%s', async (_rule, options, kind, code, reason) => {
    const server = await receiver(options)
    await expect(transport(server.url).send(ENVELOPE, SOURCE)).resolves.toMatchObject({ kind, code, reason })
    expect(server.received).toEqual([])
  })

  test('some recipients refused: delivered to the others, with code and reason for each refused one', async () => {
    const server = await receiver({ recipient: a => ({ 'a@b.co': gone, 'e@f.co': busy })[a] })
    await expect(
      transport(server.url).send({ ...ENVELOPE, to: ['a@b.co', 'c@d.co', 'e@f.co'] }, SOURCE),
    ).resolves.toEqual({
      kind: 'delivered',
      code: '250',
      reason: '2.0.0 queued',
      rejected: [
        { address: 'a@b.co', code: '550', reason: gone.text },
        { address: 'e@f.co', code: '451', reason: busy.text },
      ],
    })
    expect(server.received[0]?.envelope.to).toEqual(['c@d.co'])
  })

  test('a reply of several lines, too long and with control characters, becomes one printable kilobyte', async () => {
    const url = await rawServer(socket => {
      socket.write('220 hi\r\n')
      socket.on('data', data => {
        if (data.toString().startsWith('EHLO')) socket.write('250 hi\r\n')
        else socket.write(`550-5.7.1 first\r\n550-second\u0007 ${'ü'.repeat(1000)}\r\n550 third\r\n`)
      })
    })
    const outcome = await transport(url).send(ENVELOPE, SOURCE)
    expect(outcome).toMatchObject({ kind: 'bounced', code: '550' })
    expect(outcome.reason).toMatch(/^5\.7\.1 first second ü+…$/)
    expect(Buffer.byteLength(outcome.reason)).toBeLessThanOrEqual(1024)
  })

  test('one server that fails does not disturb the next message', async () => {
    let refusals = 2
    const server = await receiver({ message: () => (refusals-- > 0 ? busy : undefined) })
    const mail = transport(server.url)
    const kinds = []
    for (let n = 0; n < 4; n++) kinds.push((await mail.send(ENVELOPE, SOURCE)).kind)
    expect(kinds).toEqual(['deferred', 'deferred', 'delivered', 'delivered'])
  })
})

describe('what is not the message’s fault is deferred', () => {
  test('the connection breaks, before DATA or behind it: nothing is sent a second time', async () => {
    const server = await receiver({ message: () => 'drop' })
    const outcome = await transport(server.url).send(ENVELOPE, SOURCE)
    expect(outcome).toEqual({ kind: 'deferred', code: null, reason: 'Connection closed unexpectedly' })
    const early = await receiver({ recipient: () => 'drop' })
    expect(await transport(early.url).send(ENVELOPE, SOURCE)).toEqual(outcome)
    await sleep(400) // longer than nodemailer waits before it sends a message again
    expect(server.seen).toHaveLength(1)
  })

  test('the server is down', async () => {
    const server = await startSmtpReceiver()
    await server.stop()
    const outcome = await transport(server.url).send(ENVELOPE, SOURCE)
    expect(outcome).toMatchObject({
      kind: 'deferred',
      code: null,
      reason: expect.stringContaining('ECONNREFUSED'),
    })
  })

  test('the server never says hello, or stops talking', async () => {
    const silent = await rawServer(() => {})
    const mute = await rawServer(socket => socket.write('220 hi\r\n'))
    const outcomes = await Promise.all([
      transport(`${silent}?greetingTimeout=100`).send(ENVELOPE, SOURCE),
      transport(`${mute}?socketTimeout=100`).send(ENVELOPE, SOURCE),
    ])
    expect(outcomes).toEqual([
      { kind: 'deferred', code: null, reason: 'Greeting never received' },
      { kind: 'deferred', code: null, reason: 'Timeout' },
    ])
  })

  test('the server wants nothing from us: 554 instead of a greeting', async () => {
    const url = await rawServer(socket => socket.end('554 5.7.1 Your address is listed\r\n'))
    const outcome = await transport(url).send(ENVELOPE, SOURCE)
    expect(outcome).toEqual({ kind: 'deferred', code: '554', reason: '5.7.1 Your address is listed' })
  })

  test('the login is refused, or missing', async () => {
    const server = await receiver({ login: { user: 'monica', pass: 'right' } })
    const wrong = await transport(server.url.replace('right', 'wrong')).send(ENVELOPE, SOURCE)
    expect(wrong).toEqual({ kind: 'deferred', code: '535', reason: '5.7.8 Authentication failed' })
    const none = await transport(server.url.replace('monica:right@', '')).send(ENVELOPE, SOURCE)
    expect(none).toMatchObject({ kind: 'deferred', code: '530' })
    expect(server.seen).toEqual([])
  })

  test('a certificate that cannot be verified: nothing is sent, not even without TLS', async () => {
    const server = await receiver({ startTls: true })
    const outcome = await transport(server.url).send(ENVELOPE, SOURCE)
    expect(outcome).toMatchObject({
      kind: 'deferred',
      code: null,
      reason: expect.stringContaining('certificate'),
    })
    expect(server.seen).toEqual([])
  })

  test('TLS is required and not offered: nothing is sent', async () => {
    const server = await receiver()
    const outcome = await transport(`${server.url}?requireTLS=true`).send(ENVELOPE, SOURCE)
    expect(outcome).toMatchObject({ kind: 'deferred' })
    expect(server.seen).toEqual([])
  })
})

describe('connections', () => {
  test('a login with special characters is taken from the URL', async () => {
    const server = await receiver({ login: { user: 'mönica@demo', pass: 'p:@/?#% ö' } })
    await expect(transport(server.url).send(ENVELOPE, SOURCE)).resolves.toMatchObject({ kind: 'delivered' })
  })

  test('TLS with any certificate, or no TLS, only when the URL says so', async () => {
    const server = await receiver({ startTls: true })
    for (const query of ['?requireTLS=true&tls.rejectUnauthorized=false', '?ignoreTLS=true']) {
      const outcome = await transport(server.url + query).send(ENVELOPE, SOURCE)
      expect(outcome, query).toMatchObject({ kind: 'delivered' })
    }
    const secure = await receiver({ secure: true })
    expect((await transport(secure.url).send(ENVELOPE, SOURCE)).kind).toBe('deferred')
    const trusting = transport(`${secure.url}?tls.rejectUnauthorized=false`)
    expect((await trusting.send(ENVELOPE, SOURCE)).kind).toBe('delivered')
  })

  test('never more than maxConnections at a time, and every message gets its turn', async () => {
    let most = 0
    let now = 0
    const server = await receiver({
      async message() {
        most = Math.max(most, ++now)
        await sleep(20)
        now--
        return undefined
      },
    })
    const mail = transport(`${server.url}?maxConnections=2`)
    const outcomes = await Promise.all(Array.from({ length: 10 }, () => mail.send(ENVELOPE, SOURCE)))
    expect(outcomes.map(({ kind }) => kind)).toEqual(Array(10).fill('delivered'))
    expect(most).toBe(2)
    expect(server.received).toHaveLength(10)
  })

  test('a server that was restarted while the connection was idle gets the next message', async () => {
    const first = await startSmtpReceiver()
    const mail = transport(first.url)
    await mail.send(ENVELOPE, SOURCE)
    await first.stop()
    const second = await receiver({ port: first.port })
    await expect(mail.send(ENVELOPE, SOURCE)).resolves.toMatchObject({ kind: 'delivered' })
    expect(second.received[0]?.source.equals(SOURCE)).toBe(true)
  })
})

describe('closing', () => {
  test('what is being sent is finished, what waits and what comes later is deferred', async () => {
    const server = await receiver({ message: () => sleep(200, undefined) })
    const mail = transport(`${server.url}?maxConnections=1`)
    const sending = mail.send(ENVELOPE, SOURCE)
    const waiting = mail.send(ENVELOPE, SOURCE)
    while (server.seen.length === 0) await sleep(5)
    await mail.close()
    expect((await sending).kind).toBe('delivered')
    expect(await waiting).toMatchObject({ kind: 'deferred', code: null })
    expect(await mail.send(ENVELOPE, SOURCE)).toMatchObject({ kind: 'deferred', code: null })
    expect(server.seen).toHaveLength(1)
  })

  test('a server that never answers holds it up for five seconds', timed, async () => {
    const server = await receiver({ message: () => new Promise<undefined>(() => {}) })
    const mail = transport(server.url)
    const sending = mail.send(ENVELOPE, SOURCE)
    while (server.seen.length === 0) await sleep(5)
    const start = performance.now()
    await mail.close()
    expect(performance.now() - start).toBeGreaterThan(4000)
    expect(performance.now() - start).toBeLessThan(9000)
    expect(await sending).toMatchObject({ kind: 'deferred', code: null })
  })
})

test('without an SMTP_URL mail is captured and counts as delivered', async () => {
  const capture = createCaptureTransport()
  const reason = expect.stringContaining('captured')
  expect(await capture.send(ENVELOPE, SOURCE)).toEqual({
    kind: 'delivered',
    code: '250',
    reason,
    rejected: [],
  })
  await capture.close()
})

describe('SMTP_URL', () => {
  test.each([
    ['smtp://mail.example', { host: 'mail.example', port: 587, secure: false }],
    ['smtps://mail.example/', { host: 'mail.example', port: 465, secure: true }],
    ['smtp://[::1]:25', { host: '::1', port: 25, secure: false }],
    [
      'smtps://me%40x.co:p%3Aw@h:1',
      { host: 'h', port: 1, secure: true, auth: { user: 'me@x.co', pass: 'p:w' } },
    ],
    [
      'smtp://h?requireTLS=true&tls.rejectUnauthorized=false&maxConnections=3&name=me.example&socketTimeout=1000',
      {
        host: 'h',
        port: 587,
        secure: false,
        requireTLS: true,
        rejectUnauthorized: false,
        maxConnections: 3,
        name: 'me.example',
        socketTimeout: 1000,
      },
    ],
  ])('%s is understood', (url, options) => {
    expect(parseSmtpUrl(url)).toEqual({ ok: true, options })
  })

  test.each([
    ['', /smtp\[s\]:\/\//],
    ['mail.example:25', /must begin with/],
    ['smtp://', /host/],
    ['smtp://h:99999', /must be smtp/],
    ['smtp://h/path', /path/],
    ['smtp://user@h', /both a user and a password/],
    ['smtp://user:hunter2%@h', /percent-encod/],
    ['smtp://user:25/hunter2@h', /path/],
    ['smtp://user:25?hunter2@h', /unknown option/],
    ['smtp://user:hunter2@h?pool=hunter2', /unknown option; known are requireTLS/],
    ['smtp://user:hunter2@h?requireTLS=yes', /requireTLS must be true or false/],
    ['smtp://user:hunter2@h?maxConnections=0', /maxConnections must be a whole number/],
    ['smtp://user:hunter2@h?name=a%0D%0Ab', /name/],
    ['smtp://user:hunter2@h?requireTLS=true&ignoreTLS=true', /both require and ignore/],
    ['smtp://user:hunter2@h%0d%0a', /host/],
  ])('%s is refused with a reason that keeps the password', (url, reason) => {
    const parsed = parseSmtpUrl(url)
    if (parsed.ok) expect.unreachable('it must be refused')
    else {
      expect(parsed.reason).toMatch(reason)
      expect(parsed.reason).not.toContain('hunter2')
    }
  })
})
