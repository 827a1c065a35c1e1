/** A mail that comes again is kept once, and another one with its Message-ID too. */
import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { freshDatabase, openTestDatabase } from '../support/database.ts'
import { startTestServer, type TestServer } from '../support/server.ts'
import { handOver } from '../support/smtp-client.ts'

let server: TestServer
let databaseUrl: string
beforeAll(async () => {
  databaseUrl = await freshDatabase()
  server = await startTestServer({ databaseUrl, smtpListen: { host: '127.0.0.1', port: 0 } })
})
afterAll(() => server.stop())

const deliver = async (source: string) =>
  expect(await handOver(server.smtpUrl, { to: 'support@demo.example', source })).toMatch(/^250 /)

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
        .select(['message.text', 'message.conversation_id', 'conversation.subject'])
        .where('mail_message_id', '=', id)
        .execute(),
    ),
  )

const newId = () => `<${randomUUID()}@aviato.example>`
const simple = (headers: Record<string, string>, body = 'Hello') =>
  `${Object.entries({ From: 'erlich@aviato.example', To: 'support@demo.example', ...headers })
    .map(([name, value]) => `${name}: ${value}`)
    .join('\n')}\n\n${body}\n`

describe('the same Message-ID', () => {
  it('again in one channel is kept once, however often and at once it comes', async () => {
    const id = newId()
    await Promise.all(Array.from({ length: 5 }, () => deliver(simple({ 'Message-ID': id }))))
    expect(await withMessageId(id)).toHaveLength(1)
    const found = await stored(store =>
      store.read(db =>
        db
          .selectFrom('conversation')
          .leftJoin('message', 'message.conversation_id', 'conversation.id')
          .select('conversation.id')
          .where('message.id', 'is', null)
          .where('conversation.api', '=', 'fernand')
          .execute(),
      ),
    )
    expect(found, 'no conversation without a message is left').toEqual([])
  })

  it('of two mails keeps both, one after the other and at the same instant', async () => {
    for (const atOnce of [false, true]) {
      const id = newId()
      const one = simple({ 'Message-ID': id, From: 'a@aviato.example', Subject: 'const one' }, 'first')
      const two = simple({ 'Message-ID': id, From: 'b@aviato.example', Subject: 'const two' }, 'second')
      if (atOnce) await Promise.all([deliver(one), deliver(two), deliver(one), deliver(two)])
      else for (const source of [one, two, one, two]) await deliver(source)
      const rows = await withMessageId(id)
      expect(rows.map(({ text, subject }) => [text, subject]).sort()).toEqual([
        ['first', 'const one'],
        ['second', 'const two'],
      ])
      expect(new Set(rows.map(({ conversation_id }) => conversation_id)).size).toBe(2)
    }
  })

  it.each([
    ['From', { From: 'other@aviato.example' }],
    ['Date', { Date: 'Tue, 10 Nov 2026 10:00:01 +0000' }],
    ['Subject', { Subject: 'Another' }],
    ['body', {}],
  ])('of a mail with another %s is another mail', async (what, headers) => {
    const given = { 'Message-ID': newId(), Date: 'Tue, 10 Nov 2026 10:00:00 +0000', Subject: 'One' }
    await deliver(simple(given))
    await deliver(simple({ ...given, ...headers }, what === 'body' ? 'Another' : 'Hello'))
    expect(await withMessageId(given['Message-ID'])).toHaveLength(2)
  })

  it('of two mails whose texts begin without an empty line keeps both, and each once', async () => {
    const id = newId()
    const source = (text: string) =>
      `From: erlich@aviato.example\nTo: support@demo.example\nMessage-ID: ${id}\nSubject: x\n${text}\n\n`
    for (const text of ['one', 'other', 'one', 'other\nnote: more', 'other\nnote: more'])
      await deliver(`Received: from ${randomUUID()}\n${source(text)}`)
    expect((await withMessageId(id)).map(({ text }) => text).sort()).toHaveLength(3)
  })

  it('of a mail that came over other servers the second time is a repeat', async () => {
    const id = newId()
    const source = simple({
      'Message-ID': id,
      Date: 'Tue, 10 Nov 2026 10:00:00 +0000',
      Subject: 'A\n  folded one',
    })
    await deliver(source)
    await deliver(
      `Received: from a.example by b.example\nDKIM-Signature: v=1\n\tb=x\nX-Spam: no\nARC-Seal: i=1\n${source}`,
    )
    await deliver(`Delivered-To: support@demo.example\n${source.replace('A\n  folded', 'A folded')}`)
    expect(await withMessageId(id)).toHaveLength(1)
  })

  it('that is missing keeps a dated mail once', async () => {
    const subject = randomUUID()
    const source = simple({ Subject: subject, Date: 'Tue, 10 Nov 2026 10:00:00 +0000' })
    await Promise.all([deliver(source), deliver(source)])
    await deliver(source)
    await deliver(simple({ Subject: subject, Date: 'Tue, 10 Nov 2026 10:00:00 +0000' }, 'Another'))
    const found = await stored(store =>
      store.read(db => db.selectFrom('conversation').select('id').where('subject', '=', subject).execute()),
    )
    expect(found).toHaveLength(2)
  })

  it('that is missing keeps every mail', async () => {
    const subject = randomUUID()
    for (let i = 0; i < 2; i++) await deliver(simple({ Subject: subject }))
    const found = await stored(store =>
      store.read(db => db.selectFrom('conversation').select('id').where('subject', '=', subject).execute()),
    )
    expect(found).toHaveLength(2)
  })
})
