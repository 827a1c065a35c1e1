import { setTimeout as sleep } from 'node:timers/promises'
import { expect, it, onTestFinished } from 'vitest'
import type { Job, Outcome } from '../../server/jobs/jobs.ts'
import type { Database } from '../../server/process/database.ts'
import { createEngineClock, engine, freshDatabase, openTestDatabase } from '../support/database.ts'
import { timed } from '../support/timed.ts'
import { until } from '../support/until.ts'

type Work = (job: Job<'sendMail'>) => Promise<Outcome>

const add = ({ store, jobs }: Database, messageId: number, runAt: number) =>
  store.write(tx => jobs.add(tx, 'sendMail', { messageId }, runAt))

/** A started runner, with a list of what it began. */
async function startRunner(work: Work = async () => 'done', url?: string) {
  const clock = createEngineClock()
  const database = await openTestDatabase(url ?? (await freshDatabase()), clock)
  const begun: { id: number; attempt: number; at: number }[] = []
  database.jobs.start({
    sendMail: job => {
      begun.push({ id: job.payload.messageId, attempt: job.attempt, at: clock.now() })
      return work(job)
    },
  })
  const has = (count: number, milliseconds?: number) =>
    until(async () => {
      await clock.pass(0)
      return begun.length >= count ? begun : undefined
    }, milliseconds)
  return { ...database, clock, begun, has }
}

it('a job runs when it is due, not before, and once', async () => {
  const runner = await startRunner()
  const due = runner.clock.now() + 700
  await add(runner, 7, due)
  await runner.clock.pass(750)
  expect(await runner.has(1)).toEqual([{ id: 7, attempt: 1, at: expect.any(Number) }])
  expect(runner.begun[0]?.at).toBeGreaterThanOrEqual(due)
  await runner.clock.pass(1500)
  expect(runner.begun).toHaveLength(1)
})

it('a job that is due now starts at once', timed, async () => {
  const runner = await startRunner()
  await add(runner, 1, runner.clock.now())
  await runner.has(1)
  const begin = performance.now()
  for (let count = 2; count <= 6; count++) {
    await add(runner, count, runner.clock.now())
    await runner.has(count)
  }
  // Both engines look by themselves only once a second, so that these five would take five.
  expect(performance.now() - begin).toBeLessThan(3_500)
})

it('jobs run in the order in which they are due, whatever the order they were added in', async () => {
  const runner = await startRunner()
  const delays = [2_100, 700, 1_400]
  await runner.store.write(async tx => {
    const now = runner.clock.now()
    for (const delay of delays) await runner.jobs.add(tx, 'sendMail', { messageId: delay }, now + delay)
  })
  await runner.clock.pass(2_200)
  expect((await runner.has(3)).map(({ id }) => id)).toEqual([700, 1_400, 2_100])
})

it('more jobs than places all run', async () => {
  let atOnce = 0
  let most = 0
  const runner = await startRunner(async () => {
    most = Math.max(most, ++atOnce)
    await sleep(20)
    atOnce--
    return 'done'
  })
  await runner.store.write(async tx => {
    for (let i = 0; i < 45; i++) await runner.jobs.add(tx, 'sendMail', { messageId: i }, runner.clock.now())
  })
  await runner.has(45)
  expect(most).toBe(engine === 'postgres' ? 10 : 25)
})

it('a job that is not done runs again at the moment it names, counting its attempts', async () => {
  const moments: number[] = []
  const runner = await startRunner(async ({ attempt }) => {
    if (attempt === 3) return 'done'
    const againAt = runner.clock.now() + 400
    moments.push(againAt)
    return { againAt }
  })
  await add(runner, 5, runner.clock.now())
  await runner.has(1)
  await runner.clock.pass(500)
  await runner.has(2)
  await runner.clock.pass(500)
  const begun = await runner.has(3)
  expect(begun.map(({ id, attempt }) => [id, attempt])).toEqual([
    [5, 1],
    [5, 2],
    [5, 3],
  ])
  for (const [i, moment] of moments.entries()) expect(begun[i + 1]?.at).toBeGreaterThanOrEqual(moment)
  await runner.clock.pass(1500)
  expect(runner.begun).toHaveLength(3)
})

it('a job whose work throws runs again ten seconds later', async () => {
  const runner = await startRunner(async ({ attempt }) => {
    if (attempt === 1) throw new Error('a mistake')
    return 'done'
  })
  await add(runner, 1, runner.clock.now())
  await runner.has(1)
  await runner.clock.pass(8_000)
  expect(runner.begun).toHaveLength(1)
  await runner.clock.pass(2_500)
  expect((await runner.has(2)).map(({ attempt }) => attempt)).toEqual([1, 2])
})

it('a job of a transaction that was rolled back never runs', async () => {
  const runner = await startRunner()
  const cause = new Error('a change of mind')
  const work = runner.store.write(async tx => {
    await runner.jobs.add(tx, 'sendMail', { messageId: 1 }, runner.clock.now())
    throw cause
  })
  await expect(work).rejects.toBe(cause)
  await add(runner, 2, runner.clock.now())
  await runner.has(1)
  await runner.clock.pass(1500)
  expect(runner.begun.map(({ id }) => id)).toEqual([2])
})

it('two runners on one database never work on the same job', async () => {
  const url = await freshDatabase()
  const work = async (): Promise<Outcome> => {
    await sleep(5)
    return 'done'
  }
  const one = await startRunner(work, url)
  const other = await startRunner(work, url)
  for (let i = 0; i < 60; i++) await add(i % 2 ? one : other, i, one.clock.now())
  await until(async () => {
    await Promise.all([one.clock.pass(100), other.clock.pass(100)])
    return one.begun.length + other.begun.length >= 60 ? true : undefined
  })
  await Promise.all([one.clock.pass(1500), other.clock.pass(1500)])
  const ids = [...one.begun, ...other.begun].map(({ id }) => id)
  expect(ids.sort((a, b) => a - b)).toEqual(Array.from({ length: 60 }, (_, i) => i))
})

it('stop waits for the jobs under way, and begins no other', async () => {
  const gate = Promise.withResolvers<Outcome>()
  const runner = await startRunner(() => gate.promise)
  onTestFinished(() => gate.resolve('done'))
  await add(runner, 1, runner.clock.now())
  await runner.has(1)
  let isStopped = false
  const stopped = runner.jobs.stop().then(() => {
    isStopped = true
  })
  await add(runner, 2, runner.clock.now())
  await runner.clock.pass(1500)
  expect([isStopped, runner.begun.length]).toEqual([false, 1])
  gate.resolve('done')
  await stopped
  await runner.clock.pass(1500)
  expect(runner.begun).toHaveLength(1)
})

it('what was added while nobody ran is done after the start, and nothing that was done before', async () => {
  const url = await freshDatabase()
  const first = await startRunner(undefined, url)
  await add(first, 1, first.clock.now())
  await first.has(1)
  await first.jobs.stop()
  await add(first, 2, first.clock.now())
  const second = await startRunner(undefined, url)
  await second.has(1)
  await second.clock.pass(1500)
  expect(second.begun.map(({ id, attempt }) => [id, attempt])).toEqual([[2, 1]])
})
