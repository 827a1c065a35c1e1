import { expect, it } from 'vitest'
import { take } from '../../server/webhooks/lease.ts'
import { freshDatabase, openTestDatabase } from '../support/database.ts'

const HOUR = 3_600_000

it('a subscription is another process’s for some seconds, and nobody’s when these end or the clock was set back', async () => {
  const { store } = await openTestDatabase(await freshDatabase())
  const { id } = await store.write(({ db }) =>
    db
      .insertInto('webhook_subscription')
      .values({
        ...{ uid: 'a', tenant_id: 'shop', name: 'Test', url: 'http://127.0.0.1/', secret: 's', is_active: 1 },
        ...{ events: '[]', created_at: 1, updated_at: 1 },
      })
      .returning('id')
      .executeTakeFirstOrThrow(),
  )
  const now = Date.now()
  const takenBy = (runner: string, moment: number) =>
    store.write(({ db }) => take(db, id, runner, { now, moment }))
  expect(await takenBy('one', now)).toBe(true)
  // Its release failed with the database.
  expect(await takenBy('one', now + 1_000)).toBe(true)
  expect(await takenBy('two', now + 1_000)).toBe(false)
  expect(await takenBy('two', now + 60_000)).toBe(true)
  expect(await takenBy('three', now + 61_000)).toBe(false)
  expect(await takenBy('three', now - HOUR)).toBe(true)
})
