import { sql } from 'kysely'
import { expect, it } from 'vitest'
import { nextId } from '../../server/store/next-id.ts'
import { idOf, numberOf } from '../../server/tenants/numbers.ts'
import { conversationRow, engine, freshDatabase, openTestDatabase } from '../support/database.ts'
import { migratedTo } from '../support/migrated-to.ts'

it('what an earlier version numbered over all tenants keeps its number, and each goes on behind the last one', async () => {
  const { url, db } = await migratedTo('2026-11-27-timeline')
  await sql`insert into tenant (id, name, environment) values ('old', 'Old', 'test'), ('shop', 'Shop', 'test')`.execute(
    db,
  )
  for (const [tenant, times] of [
    ['old', 3],
    ['shop', 2],
  ] as const) {
    await sql`insert into contact (uid, tenant_id, email, created_at, updated_at)
      values (${tenant}, ${tenant}, 'a@b.example', 1, 1)`.execute(db)
    for (let i = 0; i < times; i++) {
      await sql`insert into conversation
        (uid, tenant_id, api, subject, channel, contact_id, status, custom_fields, metadata, created_at, updated_at)
        select ${`${tenant}-${i}`}, ${tenant}, ${sql.lit('fernand')}, '', 'email', id, 'active', '{}', '{}', 1, 1
        from contact where uid = ${tenant}`.execute(db)
    }
  }
  await db.destroy()

  const { store, addContact } = await openTestDatabase(url)
  const contact = await addContact('b@b.example')
  for (const tenant_id of ['old', 'shop', 'shop', 'old']) {
    await store.write(({ db: one }) =>
      one
        .insertInto('conversation')
        .values({ ...conversationRow(contact, null), tenant_id, id: nextId(one, 'conversation', tenant_id) })
        .execute(),
    )
  }
  const tenants = await store.read(one => one.selectFrom('tenant').selectAll().orderBy('id').execute())
  const rows = await store.read(one =>
    one.selectFrom('conversation').select(['id', 'tenant_id']).orderBy('id').execute(),
  )
  for (const { id, number, numbered_after } of tenants) {
    expect(numbered_after).toBe(5)
    const ids = rows.filter(row => row.tenant_id === id).map(row => row.id)
    const numbers = ids.map(numberOf)
    expect(numbers).toEqual(id === 'old' ? [1, 2, 3, 6, 7] : [4, 5, 6, 7])
    expect(numbers.map(one => idOf({ base: number * 2 ** 32, after: numbered_after }, one))).toEqual(ids)
  }
})

it('transactions of one tenant that write at once get numbers of their own', async () => {
  const { store, addContact } = await openTestDatabase(await freshDatabase())
  const contact = await addContact('a@b.example')
  await Promise.all(
    Array.from({ length: 40 }, (_, i) =>
      store.write(async ({ db }) => {
        await db
          .insertInto('conversation')
          .values({ ...conversationRow(contact, `n-${i}`), id: nextId(db, 'conversation', 'shop') })
          .execute()
      }),
    ),
  )
  const rows = await store.read(db => db.selectFrom('conversation').select('id').orderBy('id').execute())
  const numbers = rows.map(({ id }) => numberOf(id))
  if (engine === 'sqlite') expect(numbers).toEqual(Array.from({ length: 40 }, (_, i) => i + 1))
  expect(new Set(numbers).size).toBe(40)
  expect(Math.max(...numbers)).toBeLessThan(100)
})
