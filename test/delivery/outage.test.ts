import { expect, it } from 'vitest'
import { createTestClock } from '../support/clock.ts'
import { freshDatabase, openTestDatabase } from '../support/database.ts'
import { until } from '../support/until.ts'
import { startReceiver, startWebhookServer } from '../support/webhooks.ts'

const SECOND = 1_000
const MINUTE = 60 * SECOND

it('a receiver that is down for an hour gets everything afterwards, though the server died meanwhile', async () => {
  const clock = createTestClock()
  const databaseUrl = await freshDatabase()
  const first = await startWebhookServer({ databaseUrl }, clock)
  const before = await startReceiver()
  const { id } = await first.subscribe(before.url)
  await before.stop()
  const conversations = Array.from({ length: 200 }, (_, i) => i % 20)
  const begin = clock.now()
  /** Lets time pass until the newest delivery has so many attempts. */
  const attempted = (attempts: number) =>
    until(async () => {
      await clock.pass(SECOND)
      return ((await first.deliveries(id))[0]?.attempts.length ?? 0) >= attempts ? true : undefined
    })
  await first.happen(conversations.slice(0, 100))
  await attempted(2)
  clock.leap(20 * MINUTE)
  await attempted(3)
  await first.happen(conversations.slice(100))
  await attempted(2)
  await first.stop()
  // A server that died has left nothing but its lease.
  await leaveLease(databaseUrl, clock.now() + 10 * SECOND)

  const second = await startWebhookServer({ databaseUrl }, clock)
  await clock.pass(5 * SECOND)
  clock.leap(begin + 60 * MINUTE - clock.now())
  const receiver = await startReceiver(before.port)
  await until(async () => {
    await clock.pass(SECOND)
    clock.leap(10 * MINUTE)
    return (await second.deliveries(id, 'pending')).length === 0 ? true : undefined
  }, 50_000)
  const emitted = await second.context.store.read(db =>
    db.selectFrom('webhook_delivery').select(['uid', 'status']).execute(),
  )
  // Some twice: where time leaps, an attempt that was answered has timed out.
  const arrived = new Set(receiver.received.map(({ headers }) => String(headers['webhook-id'])))
  expect([...arrived].sort()).toEqual(emitted.map(({ uid }) => uid).sort())
  expect(new Set(emitted.map(({ status }) => status))).toEqual(new Set(['delivered']))
})

/** As a process that was killed while it delivered. */
async function leaveLease(databaseUrl: string, until: number): Promise<void> {
  const { store } = await openTestDatabase(databaseUrl)
  await store.write(({ db }) =>
    db.updateTable('webhook_subscription').set({ pump: 'dead', pump_until: until }).execute(),
  )
}
