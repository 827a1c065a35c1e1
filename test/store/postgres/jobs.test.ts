import pg from 'pg'
import { expect, it } from 'vitest'
import { freshDatabase, openTestDatabase } from '../../support/database.ts'
import { asAdmin } from '../../support/postgres.ts'
import { timed } from '../../support/timed.ts'
import { until } from '../../support/until.ts'

/** Ends the connection on which a statement that begins like this, and needs that table, is tried next. */
async function failOnce(
  url: string,
  table: string,
  beginning: string,
  whileLocked: () => void | Promise<void>,
) {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  await client.query(`begin; lock table ${table} in exclusive mode`)
  await whileLocked()
  const waiting = `select pid from pg_stat_activity where datname = current_database()
    and wait_event_type = 'Lock' and starts_with(query, '${beginning}')`
  await until(async () => ((await asAdmin(url, waiting)).length > 0 ? true : undefined))
  await asAdmin(url, `select pg_terminate_backend(pid) from (${waiting}) as waiting`)
  await client.end()
}

async function openJobs(work: (attempt: number) => Promise<void> = async () => {}) {
  const url = await freshDatabase()
  const { store, jobs } = await openTestDatabase(url)
  const attempts: number[] = []
  return {
    url,
    attempts,
    start: () =>
      jobs.start({
        async sendMail({ attempt }) {
          attempts.push(attempt)
          await work(attempt)
          return 'done'
        },
      }),
    add: (runAt = Date.now()) => store.write(tx => jobs.add(tx, 'sendMail', { messageId: 1 }, runAt)),
    has: (count: number) => until(async () => (attempts.length >= count ? attempts : undefined)),
  }
}

it('a job that waits starts at its moment, not when the table happens to be read', timed, async () => {
  const { store, jobs } = await openTestDatabase(await freshDatabase())
  const delays: number[] = []
  jobs.start({
    async sendMail({ payload }) {
      delays.push(Date.now() - payload.messageId)
      return 'done'
    },
  })
  const now = Date.now()
  const due = [400, 610, 820, 1030, 1240].map(delay => now + delay)
  for (const at of due) await store.write(tx => jobs.add(tx, 'sendMail', { messageId: at }, at))
  await until(async () => (delays.length === due.length ? true : undefined))
  // Found by reading the table once a second, five that are spread like this would be late by 400 to 600 in the middle.
  expect(delays.sort((a, b) => a - b)[2]).toBeLessThan(300)
})

it('a runner whose first look for jobs fails looks again', async () => {
  const { url, start, add, has } = await openJobs()
  await failOnce(url, 'graphile_worker._private_tasks', 'insert into', start)
  // Another connection that was cut may be the one that this is given.
  await until(() =>
    add().then(
      () => true,
      () => undefined,
    ),
  )
  await has(1)
})

it('a job whose end cannot be written down is done again, at once and by the same process', async () => {
  const gate = Promise.withResolvers<void>()
  const { url, start, add, has, attempts } = await openJobs(attempt =>
    attempt === 1 ? gate.promise : Promise.resolve(),
  )
  start()
  await add()
  await has(1)
  await failOnce(url, 'graphile_worker._private_jobs', 'delete from', gate.resolve)
  expect(await has(2)).toEqual([1, 2])
  await add()
  expect(await has(3)).toEqual([1, 2, 1])
  await new Promise(resolve => setTimeout(resolve, 1500))
  expect(attempts).toHaveLength(3)
})

it('a job whose end cannot be written down is done again, though the database is not there to free it either', async () => {
  const gate = Promise.withResolvers<void>()
  const { url, start, add, has } = await openJobs(attempt =>
    attempt === 1 ? gate.promise : Promise.resolve(),
  )
  start()
  await add()
  await has(1)
  await failOnce(url, 'job_runner', 'delete from job_runner', () =>
    failOnce(url, 'graphile_worker._private_jobs', 'delete from', gate.resolve),
  )
  expect(await has(2)).toEqual([1, 2])
})

it('a job that a failed read has locked is done by the same process', async () => {
  const { url, start, add, has } = await openJobs()
  start()
  await until(async () => (await asAdmin(url, 'select from job_runner'))[0])
  await add(Date.now() + 3_600_000)
  // As if a read had taken the job, and the connection was gone before its answer.
  await asAdmin(
    url,
    'update graphile_worker._private_jobs set run_at = now(), locked_at = now(), locked_by = (select id from job_runner)',
  )
  await failOnce(url, 'graphile_worker._private_jobs', 'with j as (\n  select', () => {})
  expect(await has(1)).toHaveLength(1)
})
