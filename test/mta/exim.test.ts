import { randomBytes } from 'node:crypto'
import PostalMime from 'postal-mime'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { parseSmtpUrl } from '../../server/mail/smtp-url.ts'
import { type Exim, findExim, startExim } from '../support/exim.ts'
import { freePort } from '../support/free-port.ts'
import { mail, messagesIn, startTestServer, type TestServer } from '../support/server.ts'
import { type SmtpReceiver, startSmtpReceiver } from '../support/smtp-receiver.ts'
import { until } from '../support/until.ts'

const found = await findExim()
if ('missing' in found) process.stdout.write(`SKIPPED, a real mail server: ${found.missing}\n`)

describe('with a real mail server, Exim', () => {
  let exim: Exim
  let server: TestServer
  let elsewhere: SmtpReceiver
  beforeAll(async () => {
    if ('missing' in found) return
    const port = await freePort()
    elsewhere = await startSmtpReceiver({
      recipient: () => ({ code: 550, text: '5.7.1 Not from you' }),
    })
    exim = await startExim(found.path, { back: port, elsewhere: elsewhere.port })
    const smtp = parseSmtpUrl(exim.url)
    server = await startTestServer({
      smtp: smtp.ok ? smtp.options : undefined,
      smtpListen: { host: '127.0.0.1', port },
    })
  })
  afterAll(async () => {
    await server?.stop()
    await exim?.stop()
    await elsewhere?.stop()
  })

  const rule = (name: string, work: () => Promise<void>) =>
    it(name, async ({ skip }) => {
      if ('missing' in found) skip(found.missing)
      await work()
    })

  async function compose(changes: object) {
    const { data, error } = await server.fernand.POST('/conversations/compose', {
      body: { ...mail, ...changes },
    })
    if (!data) throw new Error(JSON.stringify(error))
    const id = data.conversation_id
    const messages = async () =>
      messagesIn(
        (await server.fernand.GET('/conversations/{id}/messages', { params: { path: { id } } })).data,
      )
    return {
      id,
      messages,
      /** The message once its latest event is that one. */
      reaches: (event: string) =>
        until(async () => (await messages()).find(({ last_event }) => last_event?.event === event)),
    }
  }

  const arrived = (user: string) => until(async () => exim.mailbox(user)[0])

  rule('a mail arrives at to, cc and bcc with every part intact, and nobody sees the bcc', async () => {
    const [pdf, csv] = [randomBytes(200_000), Buffer.from('a;b\r\n.\r\nFrom x\n\n.')]
    const html = '<h1>Grüße aus Köln</h1>\n<p>.\n.. From here — <b>日本</b></p>'
    const { reaches } = await compose({
      to: '"Hendricks, Richard" <richard@local.example>',
      cc: 'Jared Dünn <jared@local.example>',
      bcc: 'Secret Dinesh <dinesh@local.example>',
      subject: 'Größe, Maß und 日本 ✓',
      content: {
        content: html,
        attachments: [
          { name: 'Übersicht Nº 7.pdf', type: 'application/pdf', content: pdf.toString('base64') },
          { name: 'liste.csv', type: 'text/csv', content: csv.toString('base64') },
        ],
      },
    })
    expect(await reaches('DELIVERED')).toMatchObject({
      status: 'SENT',
      last_event: { error_code: '250', reason: expect.stringMatching(/^OK id=/) },
    })
    for (const user of ['richard', 'jared', 'dinesh']) {
      const source = await arrived(user)
      expect(exim.mailbox(user)).toHaveLength(1)
      expect(source.toString('latin1')).toContain(`Envelope-to: ${user}@local.example`)
      expect(source.toString('latin1').replace('Envelope-to: dinesh@', '')).not.toMatch(
        /^bcc:|dinesh|secret/im,
      )
      const parsed = await PostalMime.parse(source)
      expect(parsed).toMatchObject({
        subject: 'Größe, Maß und 日本 ✓',
        returnPath: 'support@demo.example',
        from: { name: 'Monica Hall', address: 'support@demo.example' },
        to: [{ name: 'Hendricks, Richard', address: 'richard@local.example' }],
        cc: [{ name: 'Jared Dünn', address: 'jared@local.example' }],
      })
      expect(parsed.html?.trimEnd()).toBe(html)
      expect(parsed.text).toContain('Grüße aus Köln')
      expect(parsed.attachments.map(({ filename, mimeType }) => [filename, mimeType])).toEqual([
        ['Übersicht Nº 7.pdf', 'application/pdf'],
        ['liste.csv', 'text/csv'],
      ])
      const contents = parsed.attachments.map(({ content }) => Buffer.from(content as ArrayBuffer))
      expect([contents[0]?.equals(pdf), contents[1]?.equals(csv)]).toEqual([true, true])
    }
  })

  rule('its 550 is BOUNCED, its 451 is DEFERRED', async () => {
    const [unknown, later] = [
      await compose({ to: 'unknown@local.example' }),
      await compose({ to: 'later@local.example' }),
    ]
    expect(await unknown.reaches('BOUNCED')).toMatchObject({
      status: 'BOUNCED',
      last_event: { error_code: '550', reason: expect.stringContaining('Unrouteable address') },
    })
    expect(await later.reaches('DEFERRED')).toMatchObject({
      status: 'PENDING',
      last_event: { error_code: '451', reason: expect.stringContaining('The mailbox is being moved') },
    })
  })

  rule('its report on a mail that it took and could not deliver makes that BOUNCED', async () => {
    const { messages, reaches } = await compose({ to: 'gone@remote.example', subject: 'Are you there?' })
    const bounced = await reaches('BOUNCED')
    expect(bounced).toMatchObject({
      status: 'BOUNCED',
      last_event: { error_code: '550', reason: expect.stringContaining('5.7.1 Not from you') },
    })
    expect(await messages()).toHaveLength(1)
  })

  rule('an answer that it brings joins the conversation', async () => {
    const { messages } = await compose({ to: 'richard@local.example', subject: 'Question' })
    const question = await until(async () =>
      exim.mailbox('richard').find(source => source.includes('Subject: Question')),
    )
    const { messageId } = await PostalMime.parse(question)
    const { createTransport } = await import('nodemailer')
    await createTransport(exim.url).sendMail({
      from: 'Richard <richard@local.example>',
      to: 'Support+7@demo.example',
      subject: 'Re: Question',
      inReplyTo: messageId,
      html: '<p>Übrigens: ja.</p>',
      attachments: [{ filename: 'Plan ✓.txt', content: 'x' }],
    })
    const [answer] = await until(async () => {
      const all = await messages()
      return all.length > 1 ? all : undefined
    })
    expect(answer).toMatchObject({ way: 'IN', status: 'RECEIVED', message: '<p>Übrigens: ja.</p>' })
    expect(answer?.attachments?.map(({ name }) => name)).toEqual(['Plan ✓.txt'])
  })
})
