import { expect, it, onTestFinished } from 'vitest'
import type { Clock } from '../../../server/clock.ts'
import { createTestClock, realClock } from '../../support/clock.ts'
import { freshDatabase, openTestDatabase } from '../../support/database.ts'
import { until } from '../../support/until.ts'

const HOUR = 3_600_000

it('a job that is under way when the clock leaps an hour does not begin a second time', async () => {
  let ahead = 0
  const clock: Clock = { ...realClock, now: () => Date.now() + ahead }
  const { store, jobs } = await openTestDatabase(await freshDatabase(), clock)
  const { promise: held, resolve: end } = Promise.withResolvers<'done'>()
  onTestFinished(() => end('done'))
  const begun: number[] = []
  jobs.start({
    async sendMail({ payload }) {
      begun.push(payload.messageId)
      return payload.messageId === 1 ? held : 'done'
    },
  })
  const add = (messageId: number) => store.write(tx => jobs.add(tx, 'sendMail', { messageId }, clock.now()))
  await add(1)
  await until(async () => begun.length > 0 || undefined)
  ahead = HOUR
  await add(2)
  await until(async () => begun.includes(2) || undefined)
  expect(begun).toEqual([1, 2])
})

it('what a server held that was killed while its clock was an hour ahead is taken over when it is back', async () => {
  const url = await freshDatabase()
  const [ahead, back] = [createTestClock(), createTestClock()]
  ahead.leap(HOUR)
  const before = await openTestDatabase(url, ahead)
  const { promise: gone, resolve: end } = Promise.withResolvers<'done'>()
  onTestFinished(() => end('done'))
  before.jobs.start({ sendMail: () => gone })
  await before.store.write(tx => before.jobs.add(tx, 'sendMail', { messageId: 1 }, back.now()))
  await ahead.pass(100)
  expect(await lockedUntil(before)).toBeGreaterThan(back.now() + HOUR / 2)

  const after = await openTestDatabase(url, back)
  const begun: number[] = []
  after.jobs.start({
    async sendMail({ payload }) {
      begun.push(payload.messageId)
      return 'done'
    },
  })
  await back.pass(1_100)
  expect(begun).toEqual([1])
})

const lockedUntil = async ({ store }: Awaited<ReturnType<typeof openTestDatabase>>) =>
  (await store.read(db => db.selectFrom('job').select('locked_until').execute()))[0]?.locked_until
