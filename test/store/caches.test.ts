import { expect, it } from 'vitest'
import type { Clock } from '../../server/clock.ts'
import { catalogOf } from '../../server/tenants/catalog.ts'
import { subscribersOf } from '../../server/webhooks/subscribers.ts'
import { realClock } from '../support/clock.ts'
import { freshDatabase, openTestDatabase } from '../support/database.ts'

const HOUR = 3_600_000

it('what is known of a tenant is read anew when the clock was set back', async () => {
  let ahead = HOUR
  const clock: Clock = { ...realClock, now: () => Date.now() + ahead }
  const { store } = await openTestDatabase(await freshDatabase(), clock)
  const known = () =>
    store.read(async db => ({
      subscribers: (await subscribersOf({ store, clock }, db, 'shop', 'message.sent')).length,
      channels: (await catalogOf({ store, clock }, db, 'shop')).channels.length,
    }))
  expect(await known()).toEqual({ subscribers: 0, channels: 0 })
  await store.write(async ({ db }) => {
    const subscription = {
      uid: 'a',
      name: 'Test',
      url: 'http://127.0.0.1/',
      secret: 's',
      is_active: 1 as const,
    }
    await db
      .insertInto('webhook_subscription')
      .values({
        ...subscription,
        tenant_id: 'shop',
        events: '["message.sent"]',
        created_at: 1,
        updated_at: 1,
      })
      .execute()
    await db
      .insertInto('channel')
      .values({ id: 1, tenant_id: 'shop', address: 'support@shop.example' })
      .execute()
  })
  ahead = 0
  expect(await known()).toEqual({ subscribers: 1, channels: 1 })
})
