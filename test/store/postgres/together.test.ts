import { sql } from 'kysely'
import { pino } from 'pino'
import { beforeEach, expect, inject, it, onTestFinished } from 'vitest'
import { insertConversation } from '../../../server/conversations/insert.ts'
import { Refusal } from '../../../server/errors/refusal.ts'
import { systemIds } from '../../../server/ids.ts'
import { openPostgres } from '../../../server/store/postgres/open.ts'
import { prepared } from '../../../server/store/prepared.ts'
import type { Store, Tx } from '../../../server/store/store.ts'
import { realClock } from '../../support/clock.ts'
import { conversationRow } from '../../support/database.ts'
import { createDatabase } from '../../support/postgres.ts'

let store: Store
/** The texts of what was asked. */
let asked: string[]
let shared: number[]
let contact: number
beforeEach(async () => {
  shared = []
  const { store: opened, pool } = await openPostgres(await createDatabase(inject('postgres')), {
    poolSize: 5,
    logger: pino({ level: 'silent' }),
    clock: realClock,
    committed: writers => shared.push(writers),
    setUp: async () => {},
  })
  onTestFinished(() => opened.close())
  store = opened
  pool.on('connect', client => {
    const query = client.query.bind(client) as (...given: unknown[]) => unknown // whichever of its forms
    client.query = ((...given: [string | { text: string }]) => {
      asked.push(typeof given[0] === 'string' ? given[0] : given[0].text)
      return query(...given)
    }) as typeof client.query
  })
  asked = []
  contact = await store.write(async ({ db }) => {
    await db.insertInto('tenant').values({ id: 'shop', name: 'Shop', environment: 'test' }).execute()
    const { id } = await db
      .insertInto('contact')
      .values({
        ...{ uid: systemIds.random(), tenant_id: 'shop', email: 'erlich@aviato.example' },
        ...{ created_at: 1, updated_at: 1 },
      })
      .returning('id')
      .executeTakeFirstOrThrow()
    return id
  })
  asked = []
  shared = []
})

const insert = (tx: Tx, reference: string | null) =>
  insertConversation(tx.db, {
    ...conversationRow(contact, reference),
    ...{ channel_id: null, team_id: null, agent_id: null, last_incoming_at: null },
    ...{ previous_uid: null, snooze_until: null, waiting_since: null },
  })

const many = <T>(count: number, work: (index: number) => T): T[] =>
  Array.from({ length: count }, (_, index) => work(index))

const byReference = prepared<{ reference: string | null }, { external_reference: string | null }>(
  (db, value) =>
    db
      .selectFrom('conversation')
      .select('external_reference')
      .where('external_reference', '=', value('reference')),
)
const byId = prepared<{ id: number }, { id: number }>((db, value) =>
  db.selectFrom('conversation').select('id').where('id', '>=', value('id')).orderBy('id').limit(2),
)

it('forty writers share a few transactions, and their rows a few statements', async () => {
  await Promise.all(many(40, index => store.append(tx => insert(tx, `shop-${index}`))))
  expect(shared.reduce((sum, writers) => sum + writers)).toBe(40)
  expect(asked.filter(text => text === 'commit').length).toBe(shared.length)
  expect(asked.length).toBeLessThan(20)
})

it('forty who ask the same are answered by a few queries, each with rows of its own in their order', async () => {
  const ids = await Promise.all(many(40, index => store.append(tx => insert(tx, `shop-${index}`))))
  ids.sort((a, b) => a - b)
  asked = []
  const [found, pairs] = await Promise.all([
    Promise.all(
      many(40, index =>
        store.read(db => byReference(db, { reference: index % 2 === 0 ? `shop-${index}` : null })),
      ),
    ),
    Promise.all(ids.map(id => store.read(db => byId(db, { id })))),
  ])
  expect(found).toEqual(many(40, index => (index % 2 === 0 ? [{ external_reference: `shop-${index}` }] : [])))
  expect(pairs.map(rows => rows.map(({ id }) => id))).toEqual(
    ids.map((_, index) => ids.slice(index, index + 2)),
  )
  expect(asked.length).toBeLessThan(10)
})

it('what one asks wrongly fails for that one', async () => {
  const id = await store.append(tx => insert(tx, null))
  const asking = await Promise.allSettled([id, 0.5, id].map(id => store.read(db => byId(db, { id }))))
  expect(asking.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled'])
})

it('a writer alone begins at once, and those who fail are found in few steps', async () => {
  await store.append(tx => insert(tx, null))
  expect(shared).toEqual([1])
  shared = []
  const runs = many(32, () => 0)
  const outcomes = await Promise.allSettled(
    many(32, index =>
      store.append(async tx => {
        runs[index] = (runs[index] ?? 0) + 1
        await insert(tx, `shop-${index}`)
        if (index === 20) throw new Refusal('validation_failed', 'no')
      }),
    ),
  )
  expect(outcomes.filter(({ status }) => status === 'rejected')).toHaveLength(1)
  expect(shared.reduce((sum, writers) => sum + writers)).toBe(31)
  expect(Math.max(...runs)).toBeLessThanOrEqual(6)
})

it.each(['40001', '40P01'])('a conflict (%s) of one of them that passes goes unnoticed', async state => {
  let attempts = 0
  await Promise.all(
    many(8, index =>
      store.append(async tx => {
        await insert(tx, `shop-${index}`)
        if (index === 5 && ++attempts < 6)
          await sql
            .raw(`do $$ begin raise exception 'a conflict' using errcode = '${state}'; end $$`)
            .execute(tx.db)
      }),
    ),
  )
  expect(attempts).toBe(6)
  const rows = await store.read(db => db.selectFrom('conversation').select('id').execute())
  expect(rows).toHaveLength(8)
})

it('a group and a writer that want the same rows in another order do not wait for each other for ever', async () => {
  const emails = many(4, index => `customer-${index}@aviato.example`)
  const person = (tx: Tx, email: string) =>
    tx.db
      .insertInto('contact')
      .values({
        ...{ uid: systemIds.random(), tenant_id: 'shop', email },
        ...{ created_at: 1, updated_at: 1 },
      })
      .onConflict(conflict => conflict.columns(['tenant_id', 'email']).doNothing())
      .execute()
  const both = Promise.withResolvers<void>()
  let begun = 0
  const inOrder = (order: string[]) => async (tx: Tx) => {
    for (const email of order) {
      await person(tx, email)
      if (++begun === 3) both.resolve()
      await both.promise
    }
  }
  await Promise.all([
    store.append(inOrder(emails)),
    store.append(inOrder(emails)),
    store.write(inOrder(emails.toReversed())),
  ])
  const rows = await store.read(db => db.selectFrom('contact').select('id').execute())
  expect(rows).toHaveLength(5)
})
