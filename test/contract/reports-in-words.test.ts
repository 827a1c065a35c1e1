/** What servers that know no RFC 3464 tell of a mail that we sent. */
import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { parseSmtpUrl } from '../../server/mail/smtp-url.ts'
import { mail, messagesIn, startTestServer, type TestServer } from '../support/server.ts'
import { handOver } from '../support/smtp-client.ts'
import { type SmtpReceiver, startSmtpReceiver } from '../support/smtp-receiver.ts'
import { until } from '../support/until.ts'

let receiver: SmtpReceiver
let server: TestServer
beforeAll(async () => {
  receiver = await startSmtpReceiver()
  const smtp = parseSmtpUrl(receiver.url)
  server = await startTestServer({
    smtp: smtp.ok ? smtp.options : undefined,
    smtpListen: { host: '127.0.0.1', port: 0 },
  })
})
afterAll(async () => {
  await server.stop()
  await receiver.stop()
})

async function messagesOf(id: number) {
  const { data } = await server.fernand.GET('/conversations/{id}/messages', { params: { path: { id } } })
  return messagesIn(data)
}

/** A mail that has left. */
async function sent(changes: { to?: string } = {}) {
  const to = changes.to ?? `${randomUUID()}@gone.example`
  const { data } = await server.fernand.POST('/conversations/compose', { body: { ...mail, to } })
  const conversationId = data?.conversation_id ?? 0
  await until(async () => (await messagesOf(conversationId)).find(({ status }) => status === 'SENT'))
  const left = receiver.received.find(({ envelope }) => envelope.to.includes(to.split(', ')[0] ?? ''))
  const messageId = /^Message-ID:\s*(<\S+>)/im.exec(left?.source.toString() ?? '')?.[1] ?? ''
  return { conversationId, to, messageId }
}

const deliver = async (source: string) =>
  expect(await handOver(server.smtpUrl, { from: '', to: 'support@demo.example', source })).toMatch(/^250 /)

/** What servers wrote before there was a standard, and some still do; our mail's header is quoted in each. */
const inWords: Record<string, (to: string, id: string) => string> = {
  qmail: (to, id) => `From: MAILER-DAEMON@mx.example
Subject: failure notice

Hi. This is the qmail-send program at mx.example.
I'm afraid I wasn't able to deliver your message to the following addresses.
This is a permanent error; I've given up. Sorry it didn't work out.

<${to}>:
203.0.113.7 does not like recipient.
Remote host said: 550 5.1.1 No such user here
Giving up on 203.0.113.7.

--- Below this line is a copy of the message.

Return-Path: <support@demo.example>
Message-ID: ${id}
From: support@demo.example
Subject: Hello

The number is 421 here.
`,
  exim: (to, id) => `From: Mail Delivery System <Mailer-Daemon@mx.example>
X-Failed-Recipients: ${to}
Auto-Submitted: auto-replied
Subject: Mail delivery failed: returning message to sender

This message was created automatically by mail delivery software.

A message that you sent could not be delivered to one or more of its
recipients. This is a permanent error. The following address(es) failed:

  ${to}
    host mx.example [203.0.113.7]
    SMTP error from remote mail server after RCPT TO:<${to}>:
    550 5.1.1 No such user here

------ This is a copy of the message, including all the headers. ------

Message-Id: ${id}
From: support@demo.example
`,
  Exchange: (to, id) => `From: System Administrator <postmaster@mx.example>
Subject: Undeliverable: Hello
MIME-Version: 1.0
Content-Type: multipart/mixed; boundary=b

--b
Content-Type: text/plain

Your message

  To:      ${to}
  Subject: Hello

did not reach the following recipient(s):

${to} on Tue, 10 Nov 2026 10:00:00 +0000
    The recipient name is not recognized
    550 5.1.1 No such user here

--b
Content-Type: message/rfc822

Message-ID: ${id}
Subject: Hello

Hello
--b--
`,
  Domino: (to, id) => `From: Postmaster@mx.example
In-Reply-To: ${id}
Subject: DELIVERY FAILURE: 550 5.1.1 No such user here

Your message

  Subject: Hello

was not delivered to:

  ${to}

because:

  550 5.1.1 No such user here
`,
}

describe('a report in words', () => {
  it.each(Object.entries(inWords))('of %s makes it BOUNCED, and is no message', async (_who, write) => {
    const { conversationId, to, messageId } = await sent()
    await deliver(write(to, messageId))
    const [message, ...others] = await messagesOf(conversationId)
    expect(others).toEqual([])
    expect(message).toMatchObject({
      status: 'BOUNCED',
      last_event: {
        event: 'BOUNCED',
        error_code: '550',
        reason: expect.stringContaining('No such user here'),
      },
    })
    const newest = await sent()
    expect(newest.conversationId, 'it opens no conversation').toBe(conversationId + 1)
  })

  it.each(Object.entries(inWords))('of %s names one of two recipients', async (_who, write) => {
    const [one, two] = [`${randomUUID()}@gone.example`, `${randomUUID()}@gone.example`]
    const { conversationId, messageId } = await sent({ to: `${one}, ${two}` })
    await deliver(write(two, messageId))
    expect((await messagesOf(conversationId))[0]).toMatchObject({
      status: 'SENT',
      last_event: { event: 'BOUNCED', reason: expect.stringContaining(two) },
    })
  })

  it('that says that it is tried again makes it DEFERRED', async () => {
    const { conversationId, to, messageId } = await sent()
    await deliver(`From: Mail Delivery System <Mailer-Daemon@mx.example>
Subject: Warning: message 1kX delayed 24 hours

A message that you sent has not yet been delivered to one or more of its recipients
after more than 24 hours on the queue on mx.example.

The message identifier is: 1kX
Message-ID: ${messageId}

The address to which the message has not yet been delivered is:

  ${to}
    451 4.3.0 Try again later

No action is required on your part. Delivery attempts will continue for some time.
`)
    expect(await messagesOf(conversationId)).toMatchObject([
      { status: 'SENT', last_event: { event: 'DEFERRED', error_code: '451' } },
    ])
  })

  it.each([
    ['that knows none of our mails', (to: string) => inWords.qmail?.(to, '<nobody@knows.example>') ?? ''],
    [
      'of nothing but an absence',
      (_to: string, id: string) =>
        `From: jian@aviato.example\nAuto-Submitted: auto-replied\nIn-Reply-To: ${id}\nSubject: Away\n\nI am away.\n`,
    ],
  ])('%s is a mail', async (_what, write) => {
    const { conversationId, to, messageId } = await sent()
    await deliver(write(to, messageId))
    const joined = await messagesOf(conversationId)
    const opened = await messagesOf(conversationId + 1)
    expect(joined.at(-1)?.status).toBe('SENT')
    expect([...joined, ...opened].filter(({ way }) => way === 'IN')).toMatchObject([{ is_automated: true }])
  })

  it('of a person is a mail', async () => {
    const { conversationId, to, messageId } = await sent()
    const source = inWords.qmail?.(to, messageId).replace('MAILER-DAEMON@mx', 'jian@aviato') ?? ''
    expect(
      await handOver(server.smtpUrl, { from: 'jian@aviato.example', to: 'support@demo.example', source }),
    ).toMatch(/^250 /)
    expect((await messagesOf(conversationId))[0]?.status).toBe('SENT')
  })
})
