import { randomBytes } from 'node:crypto'
import { sql } from 'kysely'
import { expect, it } from 'vitest'
import {
  attachmentContent,
  messageSource,
  type Pieces,
  readWhole,
  writePieces,
  writePiecesApart,
} from '../../server/messages/pieces.ts'
import { conversationRow, freshDatabase, openTestDatabase } from '../support/database.ts'
import { migratedTo } from '../support/migrated-to.ts'

it.each([0, 1, 393_216, 393_217, 1_000_000])('%i bytes come back as they were kept', async size => {
  const { store, addContact } = await openTestDatabase(await freshDatabase())
  const contact = await addContact('a@b.example')
  const bytes = randomBytes(size)
  const message = await store.write(async ({ db }) => {
    const { id } = await db
      .insertInto('conversation')
      .values(conversationRow(contact, null))
      .returning('id')
      .executeTakeFirstOrThrow()
    const row = { uid: 'm', tenant_id: 'shop', conversation_id: id, direction: 'out', actions: '[]' } as const
    const message = await db
      .insertInto('message')
      .values({ ...row, status: 'pending', created_at: 1 })
      .returning('id')
      .executeTakeFirstOrThrow()
    await writePieces(db, messageSource, message.id, bytes)
    return message
  })
  const kept = () => readWhole(store, messageSource, message.id)
  expect((await kept())?.equals(bytes)).toBe(true)

  // Longer, and written over by a process that dies before it has written the first piece; then by another one.
  await writePiecesApart(store, messageSource, message.id, randomBytes(size + 500_000))
  await store.write(({ db }) => db.deleteFrom('message_source').where('position', '=', 0).execute())
  expect(await kept()).toBeUndefined()
  await writePiecesApart(store, messageSource, message.id, bytes)
  expect((await kept())?.equals(bytes)).toBe(true)
  await store.write(({ db }) => db.deleteFrom('message').where('id', '=', message.id).execute())
  expect(await kept()).toBeUndefined()
})

it('what an earlier version kept in one piece is there after the migration', async () => {
  const { url, db } = await migratedTo('2026-11-25-search')
  const bytes = randomBytes(1_000_000)
  const [uid, api] = [sql.lit('x'), sql.lit('fernand')]
  await sql`insert into tenant (id, name, environment) values ('old', 'Old', 'test')`.execute(db)
  await sql`insert into contact (uid, tenant_id, email, created_at, updated_at)
    values (${uid}, 'old', 'a@b.example', 1, 1)`.execute(db)
  await sql`insert into conversation
    (uid, tenant_id, api, subject, channel, contact_id, status, custom_fields, metadata, created_at, updated_at)
    select ${uid}, 'old', ${api}, '', 'email', id, 'active', '{}', '{}', 1, 1 from contact`.execute(db)
  await sql`insert into message (uid, tenant_id, conversation_id, direction, status, created_at, actions)
    select ${uid}, 'old', id, 'out', 'sent', 1, '[]' from conversation`.execute(db)
  await sql`insert into attachment (uid, message_id, name, type, size, content)
    select ${uid}, id, 'a', 'b/c', 1000000, ${bytes} from message`.execute(db)
  await sql`insert into message_source select id, ${bytes} from message`.execute(db)
  await db.destroy()

  const { store } = await openTestDatabase(url)
  const firstId = async (table: 'attachment' | 'message') =>
    (await store.read(one => one.selectFrom(table).select('id').executeTakeFirstOrThrow())).id
  const kept = async (pieces: Pieces, table: 'attachment' | 'message') =>
    (await readWhole(store, pieces, await firstId(table)))?.equals(bytes)
  expect([await kept(attachmentContent, 'attachment'), await kept(messageSource, 'message')]).toEqual([
    true,
    true,
  ])
})
