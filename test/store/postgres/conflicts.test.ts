import { sql } from 'kysely'
import { expect, it } from 'vitest'
import type { Tx } from '../../../server/store/store.ts'
import { freshDatabase, openTestDatabase } from '../../support/database.ts'

const raise = (state: string) => (tx: Tx) =>
  sql.raw(`do $$ begin raise exception 'a conflict' using errcode = '${state}'; end $$`).execute(tx.db)

it('two transactions that wait for each other both succeed, one of them at a later attempt', async () => {
  const { store, addContact } = await openTestDatabase(await freshDatabase())
  const a = await addContact('a@aviato.example')
  const b = await addContact('b@aviato.example')
  const bothHaveOne = Promise.withResolvers<void>()
  let holders = 0
  let attempts = 0
  let effects = 0
  const lock = (first: number, second: number) =>
    store.write(async tx => {
      attempts++
      tx.afterCommit(() => effects++)
      const touch = (id: number) =>
        tx.db
          .updateTable('contact')
          .set(row => ({ updated_at: row('updated_at', '+', 1) }))
          .where('id', '=', id)
          .execute()
      await touch(first)
      if (++holders === 2) bothHaveOne.resolve()
      await bothHaveOne.promise
      await touch(second)
    })
  await Promise.all([lock(a, b), lock(b, a)])
  expect(attempts).toBeGreaterThan(2)
  expect(effects).toBe(2)
  const rows = await store.read(db => db.selectFrom('contact').select('updated_at').execute())
  expect(rows.map(({ updated_at }) => updated_at)).toEqual([3, 3])
})

it.each(['40001', '40P01'])(
  'a conflict (%s) that passes goes unnoticed, one that stays answers 503',
  async state => {
    const { store } = await openTestDatabase(await freshDatabase())
    let attempts = 0
    const passing = store.write(async tx => {
      if (++attempts < 3) await raise(state)(tx)
      return 'done'
    })
    expect([await passing, attempts]).toEqual(['done', 3])
    attempts = 0
    const staying = store.write(async tx => {
      attempts++
      await raise(state)(tx)
    })
    await expect(staying).rejects.toMatchObject({ code: 'unavailable', status: 503 })
    expect(attempts).toBe(5)
  },
)

it.each([
  ['too many connections', '53300'],
  ['a full disk', '53100'],
  ['a statement that took too long', '57014'],
  ['a server that became a standby', '25006'],
])('%s (%s) answers 503, without another attempt', async (_name, state) => {
  const { store } = await openTestDatabase(await freshDatabase())
  let attempts = 0
  const work = store.write(async tx => {
    attempts++
    await raise(state)(tx)
  })
  await expect(work).rejects.toMatchObject({ code: 'unavailable' })
  expect(attempts).toBe(1)
})

it('a mistake in a statement is not blamed on the database', async () => {
  const { store } = await openTestDatabase(await freshDatabase())
  await expect(store.read(db => sql`select nothing`.execute(db))).rejects.toMatchObject({ code: '42703' })
})
