import { beforeEach, describe, expect, it } from 'vitest'
import { insertConversation, insertReferenced } from '../../server/conversations/insert.ts'
import { Refusal } from '../../server/errors/refusal.ts'
import { systemIds } from '../../server/ids.ts'
import { preparedInsert } from '../../server/store/prepared.ts'
import type { Store, Tx } from '../../server/store/store.ts'
import { conversationRow, freshDatabase, openTestDatabase } from '../support/database.ts'

let store: Store
let contact: number
beforeEach(async () => {
  const database = await openTestDatabase(await freshDatabase())
  store = database.store
  contact = await database.addContact('erlich@aviato.example')
})

const rowOf = (externalReference: string | null) => ({
  ...conversationRow(contact, externalReference),
  channel_id: null,
  team_id: null,
  agent_id: null,
  last_incoming_at: null,
  previous_uid: null,
  snooze_until: null,
  waiting_since: null,
})

const insertContact = preparedInsert(
  'contact',
  { uid: true, tenant_id: true, email: true, name: true, phone: true, created_at: true, updated_at: true },
  { columns: ['tenant_id', 'email'] },
)

const personOf = (email: string) => ({
  ...{ uid: systemIds.random(), tenant_id: 'shop', email, phone: null },
  ...{ name: null as string | null, created_at: 1, updated_at: 1 },
})
const person = (tx: Tx, email: string) => insertContact(tx.db, personOf(email))

const references = async () =>
  (
    await store.read(db => db.selectFrom('conversation').select('external_reference').orderBy('id').execute())
  ).map(row => row.external_reference)

const many = <T>(count: number, work: (index: number) => T): T[] =>
  Array.from({ length: count }, (_, index) => work(index))

describe('writers that add rows at the same moment', () => {
  it('each get the id of their own row, and no id twice', async () => {
    const ids = await Promise.all(
      many(100, index => store.append(tx => insertConversation(tx.db, rowOf(`shop-${index}`)))),
    )
    expect(new Set(ids).size).toBe(100)
    const stored = await store.read(db =>
      db.selectFrom('conversation').select(['id', 'external_reference']).execute(),
    )
    const byId = new Map(stored.map(row => [row.id, row.external_reference]))
    expect(ids.map(id => byId.get(id))).toEqual(many(100, index => `shop-${index}`))
  })

  it('have their values stored as they are', async () => {
    const texts = [
      null,
      '',
      'null',
      '{"a":1}',
      'Grüße, 漢字, 🦆, "\'\\ and\n\t',
      '\u2028',
      'x'.repeat(100_000),
    ]
    const moments = texts.map((_, index) => Number.MAX_SAFE_INTEGER - index)
    const ids = await Promise.all(
      texts.map((name, index) =>
        store.append(tx =>
          insertContact(tx.db, {
            ...personOf(`${index}@aviato.example`),
            name,
            created_at: moments[index] ?? 0,
          }),
        ),
      ),
    )
    const stored = await store.read(db =>
      db.selectFrom('contact').select(['id', 'name', 'created_at']).execute(),
    )
    const byId = new Map(stored.map(row => [row.id, row]))
    expect(ids.map(one => byId.get(one ?? 0)?.name)).toEqual(texts)
    expect(ids.map(one => byId.get(one ?? 0)?.created_at)).toEqual(moments)
  })

  it('make a row once that all of them want, and the others are told that it is there', async () => {
    const made = await Promise.all(
      many(40, index => store.append(tx => person(tx, `customer-${index % 4}@aviato.example`))),
    )
    expect(made.filter(id => id !== undefined)).toHaveLength(4)
    const taken = await Promise.all(
      many(10, () => store.append(tx => insertReferenced(tx.db, rowOf('shop-1')))),
    )
    expect(taken.filter(id => id !== undefined)).toHaveLength(1)
    expect(await references()).toEqual(['shop-1'])
  })

  it('hear of their commit when others can see it, with what was to happen after it', async () => {
    const happened: string[] = []
    await Promise.all(
      many(10, index =>
        store.append(async tx => {
          tx.afterCommit(() => happened.push(`after ${index}`))
          await insertConversation(tx.db, rowOf(`shop-${index}`))
          happened.push(`during ${index}`)
        }),
      ),
    )
    expect(happened.slice(0, 10).every(what => what.startsWith('during'))).toBe(true)
    expect(happened.slice(10).toSorted()).toEqual(many(10, index => `after ${index}`).toSorted())
  })
})

describe('one of them that fails', () => {
  const others = (work: (tx: Tx) => Promise<unknown>) =>
    Promise.allSettled(
      many(20, index =>
        store.append(async tx => {
          const id = await insertConversation(tx.db, rowOf(`shop-${index}`))
          if (index === 13) await work(tx)
          return id
        }),
      ),
    )
  const rest = many(20, index => `shop-${index}`).filter(reference => reference !== 'shop-13')

  it('after it has written something leaves nothing, and harms nobody', async () => {
    const outcomes = await others(async () => {
      throw new Refusal('validation_failed', 'no')
    })
    expect(outcomes.filter(({ status }) => status === 'rejected')).toHaveLength(1)
    expect(outcomes[13]).toMatchObject({ reason: { code: 'validation_failed' } })
    expect((await references()).toSorted()).toEqual(rest.toSorted())
  })

  it('in the database harms nobody either', async () => {
    const outcomes = await others(tx =>
      insertContact(tx.db, { ...personOf('a@b.example'), tenant_id: 'nobody' }),
    )
    expect(outcomes.filter(({ status }) => status === 'rejected')).toHaveLength(1)
    expect(outcomes[13]?.status).toBe('rejected')
    expect((await references()).toSorted()).toEqual(rest.toSorted())
  })

  it('before it has written anything makes nobody begin again', async () => {
    let runs = 0
    const outcomes = await Promise.allSettled(
      many(20, index =>
        store.append(async tx => {
          runs++
          if (index % 2 === 1) throw new Refusal('validation_failed', 'no')
          await insertConversation(tx.db, rowOf(`shop-${index}`))
        }),
      ),
    )
    expect(outcomes.filter(({ status }) => status === 'rejected')).toHaveLength(10)
    expect(await references()).toHaveLength(10)
    expect(runs).toBe(20)
  })
})
