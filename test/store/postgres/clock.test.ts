import { expect, it } from 'vitest'
import type { Clock } from '../../../server/clock.ts'
import { realClock } from '../../support/clock.ts'
import { freshDatabase, openTestDatabase } from '../../support/database.ts'
import { until } from '../../support/until.ts'

const HOUR = 3_600_000
const ahead: Clock = { ...realClock, now: () => Date.now() + HOUR }

it('a job is due by the database’s clock, however far ahead that of the server is that wrote it', async () => {
  const { store, jobs } = await openTestDatabase(await freshDatabase(), ahead)
  const begun: number[] = []
  jobs.start({
    async sendMail({ payload }) {
      begun.push(payload.messageId)
      return 'done'
    },
  })
  await store.write(tx => jobs.add(tx, 'sendMail', { messageId: 1 }, ahead.now()))
  await until(async () => (begun.length > 0 ? true : undefined))
  await store.write(tx => jobs.add(tx, 'sendMail', { messageId: 2 }, ahead.now() + 60_000))
  const [later] = await jobs.list()
  expect(Math.abs((later?.runAt ?? 0) - Date.now() - 60_000)).toBeLessThan(5_000)
})

it('servers agree on a moment whose clocks do not', async () => {
  const url = await freshDatabase()
  const [one, other] = [await openTestDatabase(url, ahead), await openTestDatabase(url)]
  const difference = (await one.store.moment()) - (await other.store.moment())
  expect(Math.abs(difference)).toBeLessThan(5_000)
})
