import { randomBytes, randomUUID } from 'node:crypto'
import MailComposer from 'nodemailer/lib/mail-composer'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { expectDocumented } from '../support/contract.ts'
import { mail, messagesIn, startTestServer, type TestServer } from '../support/server.ts'
import { handOver } from '../support/smtp-client.ts'
import { type SmtpReceiver, startSmtpReceiver } from '../support/smtp-receiver.ts'
import { until } from '../support/until.ts'

let receiver: SmtpReceiver
let server: TestServer
beforeAll(async () => {
  receiver = await startSmtpReceiver()
  server = await startTestServer({
    smtp: receiver.options,
    smtpListen: { host: '127.0.0.1', port: 0 },
  })
})
afterAll(async () => {
  await server.stop()
  await receiver.stop()
})

const deliver = async (source: string | Buffer) =>
  expect(await handOver(server.smtpUrl, { to: 'support@demo.example', source })).toMatch(/^250 /)

/** The conversations that hold these words. */
async function found(words: string) {
  const { data, response } = await server.fernand.GET('/conversations', {
    params: { query: { query: words } },
  })
  expectDocumented('fernand', 'listConversations', response.status, data)
  return data?.data ?? []
}

const messagesOf = async (id: number) =>
  messagesIn((await server.fernand.GET('/conversations/{id}/messages', { params: { path: { id } } })).data)

const word = () => `w${randomUUID().replaceAll('-', '')}`

describe("a conversation of Fernand's that a mail opened", () => {
  it('is found by the words of its subject, its text and its HTML', async () => {
    const [subject, text, html] = [word(), word(), word()]
    await deliver(`From: a@aviato.example\nSubject: The ${subject}\n\nSome ${text} here`)
    await deliver(`From: a@aviato.example\nContent-Type: text/html\n\n<p>Some <b>${html}</b> here</p>`)
    for (const one of [subject, text, html]) expect(await found(one), one).toHaveLength(1)
  })

  it('is answered to its Reply-To and to everybody else, but ourselves, in its thread', async () => {
    const subject = word()
    const id = `<${randomUUID()}@aviato.example>`
    await deliver(
      [
        'From: Erlich <erlich@aviato.example>',
        'Reply-To: office@aviato.example',
        'To: Support <SUPPORT+x@demo.example>, jian@aviato.example',
        'Cc: monica@raviga.example, support@demo.example',
        `Message-ID: ${id}`,
        `Subject: ${subject}`,
        '',
        'Hello',
      ].join('\n'),
    )
    const [conversation] = await found(subject)
    await server.fernand.POST('/conversations/{id}/reply', {
      params: { path: { id: conversation?.id ?? 0 } },
      body: { content: '<p>Hello Erlich</p>', agent_id: 42, delay: 0 },
    })
    const sent = await until(async () => receiver.received.find(({ source }) => source.includes(subject)))
    expect(sent.envelope).toEqual({
      from: 'support@demo.example',
      to: ['office@aviato.example', 'jian@aviato.example', 'monica@raviga.example'],
    })
    expect(sent.source.toString()).toContain(id)
    expect(sent.source.toString()).toContain(`Subject: Re: ${subject}`)
  })

  it('has its source and its files behind its links, byte for byte, also without a Message-ID', async () => {
    const subject = word()
    const content = randomBytes(10_000)
    const source = await new MailComposer({
      from: 'a@aviato.example',
      subject,
      text: 'See',
      newline: 'windows',
      attachments: [{ filename: 'Plan ✓.pdf', content }],
    })
      .compile()
      .build()
    const anonymous = Buffer.from(source.toString('latin1').replace(/^Message-ID:.*\r\n/im, ''), 'latin1')
    await deliver(anonymous)
    const [conversation] = await found(subject)
    const [message] = await messagesOf(conversation?.id ?? 0)
    const fetched = async (url: string | null | undefined) =>
      Buffer.from(await (await fetch(url ?? '')).arrayBuffer())
    expect((await fetched(message?.download_url)).toString('latin1')).toBe(
      anonymous.toString('latin1').replace(/(?<!\r\n)$/, '\r\n'),
    )
    expect((await fetched(message?.attachments?.[0]?.url)).equals(content)).toBe(true)
  })
})

describe('the customer waits', () => {
  /** Those who wait, who has waited the longest first. */
  const waiting = async () => {
    const { data } = await server.fernand.GET('/conversations', {
      params: { query: { order: 'longest', limit: 250 } },
    })
    return data?.data.map(({ id }) => id) ?? []
  }

  it('from the first mail that is not answered, and no longer once it is', async () => {
    const { data } = await server.fernand.POST('/conversations/compose', {
      body: { ...mail, to: `${word()}@aviato.example` },
    })
    const id = data?.conversation_id ?? 0
    const sent = await until(async () => (await messagesOf(id)).find(({ status }) => status === 'SENT'))
    const left = await until(async () => receiver.received.at(-1))
    const messageId = /^Message-ID:\s*(<\S+>)/im.exec(left.source.toString())?.[1]
    expect(sent.status).toBe('SENT')
    await deliver(`From: b@aviato.example\nSubject: before\n\nHello`)
    await deliver(`From: a@aviato.example\nIn-Reply-To: ${messageId}\n\nHello?`)
    await deliver(`From: b@aviato.example\nSubject: behind\n\nHello`)
    const order = await waiting()
    const others = (await found('behind')).map(one => one.id)
    expect(order.indexOf(id)).toBeLessThan(order.indexOf(others[0] ?? 0))
    await server.fernand.POST('/conversations/{id}/reply', {
      params: { path: { id } },
      body: { content: 'Yes', agent_id: 42 },
    })
    const after = await waiting()
    expect(after.indexOf(id)).toBeGreaterThan(after.indexOf(others[0] ?? 0))
  })

  it('and wakes what was snoozed, for good', async () => {
    const subject = word()
    const id = `<${randomUUID()}@aviato.example>`
    await deliver(`From: a@aviato.example\nMessage-ID: ${id}\nSubject: ${subject}\n\nHello`)
    const [conversation] = await found(subject)
    const path = { id: conversation?.id ?? 0 }
    await server.fernand.PATCH('/conversations/{id}', {
      params: { path },
      body: { status: 'SNOOZED', snooze_until: '5m' },
    })
    await deliver(`From: a@aviato.example\nIn-Reply-To: ${id}\n\nHello?`)
    const { data } = await server.fernand.GET('/conversations/{id}', { params: { path } })
    expect(data).toMatchObject({ status: 'OPENED', snooze_until: null })
  })
})
