import { expect, it } from 'vitest'
import type { Store } from '../../server/store/store.ts'
import { conversationRow, freshDatabase, openTestDatabase } from '../support/database.ts'

const emails = (store: Store) =>
  store.read(async db => (await db.selectFrom('contact').select('email').execute()).map(({ email }) => email))

const failed = (work: Promise<unknown>): Promise<unknown> =>
  work.then(
    () => expect.unreachable('it should have failed'),
    error => error,
  )

it('a write that fails leaves nothing and tells its own error', async () => {
  const { store, addContact } = await openTestDatabase(await freshDatabase())
  await addContact('before@aviato.example')
  const cause = new Error('a change of mind')
  const work = store.write(async ({ db }) => {
    await db.updateTable('contact').set({ email: 'during@aviato.example' }).execute()
    throw cause
  })
  expect(await failed(work)).toBe(cause)
  expect(await emails(store)).toEqual(['before@aviato.example'])
})

it('what is to happen after the commit happens once, when others can see it, and never after a rollback', async () => {
  const url = await freshDatabase()
  const { store } = await openTestDatabase(url)
  const other = await openTestDatabase(url)
  const happened: string[] = []
  let seen: Promise<unknown> | undefined
  await store.write(async tx => {
    tx.afterCommit(() => {
      happened.push('after')
      seen = other.store.read(db => db.selectFrom('tenant').select('id').where('id', '=', 'new').execute())
    })
    await tx.db.insertInto('tenant').values({ id: 'new', name: 'New', environment: 'test' }).execute()
    happened.push('during')
  })
  expect(happened).toEqual(['during', 'after'])
  expect(await seen).toEqual([{ id: 'new' }])
  await failed(
    store.write(async tx => {
      tx.afterCommit(() => happened.push('never'))
      await tx.db.insertInto('tenant').values({ id: 'new', name: 'Taken', environment: 'test' }).execute()
    }),
  )
  expect(happened).toEqual(['during', 'after'])
})

it('the violation of a unique index is told from every other failure', async () => {
  const { store, addContact } = await openTestDatabase(await freshDatabase())
  const contact = await addContact('erlich@aviato.example')
  const { id } = await store.write(({ db }) =>
    db
      .insertInto('conversation')
      .values(conversationRow(contact, null))
      .returning('id')
      .executeTakeFirstOrThrow(),
  )
  const insert = (uid: string, digest: string | null, conversation = id) =>
    store.write(({ db }) =>
      db
        .insertInto('message')
        .values({
          ...{ uid, tenant_id: 'shop', conversation_id: conversation, direction: 'in', status: 'received' },
          ...{ actions: '[]', created_at: 1, channel_id: 1, mail_digest: digest },
        })
        .execute(),
    )
  await insert('a', 'one')
  await insert('b', null)
  await insert('c', null)
  const isTaken = async (work: Promise<unknown>) => store.isViolationOf(await failed(work), 'message_digest')
  expect(await isTaken(insert('d', 'one'))).toBe(true)
  expect(await isTaken(insert('e', 'other', id + 1))).toBe(false)
  const second = store.write(({ db }) =>
    db.insertInto('tenant').values({ id: 'shop', name: 'Shop', environment: 'test' }).execute(),
  )
  expect(await isTaken(second)).toBe(false)
  expect(store.isViolationOf(new Error('another one'), 'message_digest')).toBe(false)
})

it('of two writers with one reference at the same moment, one wins', async () => {
  const url = await freshDatabase()
  const one = await openTestDatabase(url)
  const other = await openTestDatabase(url)
  const contact = await one.addContact('erlich@aviato.example')
  const outcomes = await Promise.allSettled(
    [one, other, one, other].map(({ store }) =>
      store.write(({ db }) =>
        db.insertInto('conversation').values(conversationRow(contact, 'shop-1')).execute(),
      ),
    ),
  )
  expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(1)
})

it('numbers up to 2^53, bytes and text come back as they were written', async () => {
  const { store, addContact } = await openTestDatabase(await freshDatabase())
  const contact = await addContact('erlich@aviato.example')
  const most = Number.MAX_SAFE_INTEGER
  const text = 'Grüße, 漢字, 🦆, "\'\\ and\n'
  const bytes = Uint8Array.from({ length: 256 }, (_, byte) => byte)
  await store.write(async ({ db }) => {
    await db
      .insertInto('tag')
      .values({ tenant_id: 'shop', id: most, slug: 'a', name: text, type: 'topic' })
      .execute()
    const { id } = await db
      .insertInto('conversation')
      .values({ ...conversationRow(contact, text), created_at: most, channel_id: most })
      .returning('id')
      .executeTakeFirstOrThrow()
    const message = {
      uid: 'm',
      tenant_id: 'shop',
      conversation_id: id,
      direction: 'out',
      actions: '[]',
    } as const
    await db
      .insertInto('message')
      .values({ ...message, status: 'pending', created_at: 1 })
      .execute()
    const owner = db.selectFrom('message').select('id')
    await db
      .insertInto('message_source')
      .values({ message_id: owner, position: 0, source: Buffer.from(bytes) })
      .execute()
  })
  expect(await store.read(db => db.selectFrom('tag').select(['id', 'name']).execute())).toEqual([
    { id: most, name: text },
  ])
  const columns = ['created_at', 'channel_id', 'external_reference', 'agent_id'] as const
  expect(await store.read(db => db.selectFrom('conversation').select(columns).execute())).toEqual([
    { created_at: most, channel_id: most, external_reference: text, agent_id: null },
  ])
  const [stored] = await store.read(db => db.selectFrom('message_source').select('source').execute())
  expect(Buffer.from(bytes).equals(stored?.source ?? Buffer.alloc(0))).toBe(true)
})
