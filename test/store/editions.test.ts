import { expect, it } from 'vitest'
import { loadCatalog } from '../../server/tenants/catalog.ts'
import { createKeyLookup, hashKey } from '../../server/tenants/keys.ts'
import { revokeKey } from '../../server/tenants/manage-keys.ts'
import { createTag } from '../../server/tenants/tags.ts'
import { subscribersOf } from '../../server/webhooks/subscribers.ts'
import { freshDatabase, openTestDatabase } from '../support/database.ts'
import { startTwo } from '../support/two-processes.ts'
import { until } from '../support/until.ts'

it('a key that another process revokes is refused', async () => {
  const { one, other } = await startTwo()
  const lookUp = createKeyLookup(one, 'atender')
  expect(await lookUp('sa_test_shop')).toMatchObject({ tenantId: 'shop' })
  await revokeKey(other, hashKey('sa_test_shop').slice(0, 12))
  await until(async () => ((await lookUp('sa_test_shop')) === undefined ? true : undefined))
})

it('tags and subscriptions of another process count', async () => {
  const { one, other } = await startTwo()
  const tags = async () => (await loadCatalog(one, 'shop')).tags.map(({ name }) => name)
  const subscribers = () => one.store.read(db => subscribersOf(one, db, 'shop', 'message.sent'))
  expect([await tags(), await subscribers()]).toEqual([[], []])
  await createTag(other, 'shop', 'Urgent', null)
  await until(async () => ((await tags()).length === 1 ? true : undefined))
  await other.store.write(async tx => {
    await tx.db
      .insertInto('webhook_subscription')
      .values({
        ...{ uid: 'w', tenant_id: 'shop', name: 'Shop', url: 'https://shop.example', secret: 's' },
        ...{ events: '["message.sent"]', is_active: 1, created_at: 1, updated_at: 1 },
      })
      .execute()
    await tx.announce()
  })
  await until(async () => ((await subscribers()).length === 1 ? true : undefined))
})

it('what this process announces is old at once, and nothing is after a rollback', async () => {
  const { store } = await openTestDatabase(await freshDatabase())
  // The connection that listens is there by then.
  await until(async () => {
    const before = store.edition()
    await new Promise(resolve => setTimeout(resolve, 100))
    return store.edition() === before ? true : undefined
  })
  const before = store.edition()
  await store
    .write(async tx => {
      await tx.announce()
      throw new Error('a change of mind')
    })
    .catch(() => {})
  expect(store.edition()).toBe(before)
  await store.write(tx => tx.announce())
  expect(store.edition()).not.toBe(before)
})
