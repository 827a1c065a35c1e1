import { runMigrations } from 'graphile-worker'
import { sql } from 'kysely'
import type pg from 'pg'
import type { Logger } from 'pino'
import type { Clock } from '../../clock.ts'
import { Refusal } from '../../errors/refusal.ts'
import type { Ids } from '../../ids.ts'
import { prepared } from '../../store/prepared.ts'
import type { Store, Tx } from '../../store/store.ts'
import type { Ending, Job, Jobs, Outcome, Tasks } from '../jobs.ts'
import { keepLease, type Lease } from './lease.ts'
import { createOwnTime, OWN_TIME, places } from './own-time.ts'
import { createQuiet } from './quiet.ts'
import { type Runner, startRunner, toGraphile } from './runner.ts'

/** Until a job whose work threw is tried again. */
const AFTER_FAILURE = 10_000
/** How far ahead a job is waited for to the moment; one that is due later is found when the table is read. */
const NEAR = 60_000
/** graphile-worker gives a job up after so many attempts; the most that it can count. */
export const NEVER_GIVE_UP = 32_767

type Task = keyof Tasks
type AnyWorker = (job: Job<Task>) => Promise<Ending>

/** What graphile-worker keeps as the payload. */
export interface Carried<Payload = Tasks[Task]> {
  payload: Payload
  /** Attempts before this row was written: a job that is due again is a new row. */
  before: number
}

interface NewJob {
  task: string
  payload: string
  runAt: number
  now: number
  key: string
}

const adding = (place: keyof typeof places) =>
  prepared<NewJob, unknown>(
    (db, value) => ({
      compile: () =>
        sql`select from graphile_worker.add_job(
          identifier => ${value('task')},
          payload => ${value('payload')}::json,
          run_at => ${places[place](value('runAt'), value('now'))},
          max_attempts => ${sql.lit(NEVER_GIVE_UP)},
          job_key => ${value('key')}
        )`.compile(db),
    }),
    // The members of a graphile_worker.job_spec: task, payload, queue, moment, attempts, key, priority, flags.
    (_db, given, value) =>
      sql`select from graphile_worker.add_jobs(array(
        select row(${value('task')}, ${value('payload')}::json, null, ${places[place](value('runAt'), value('now'))},
          ${sql.lit(NEVER_GIVE_UP)}, ${value('key')}, null, null)::graphile_worker.job_spec
        from ${given}))`,
  )

/** By where the job lies. */
const addJob = { real: adding('real'), begun: adding('begun'), waiting: adding('waiting') }

/** Brings graphile-worker's own schema up to date. */
export const setUpJobs = (pool: pg.Pool, logger: Logger): Promise<void> =>
  runMigrations({ pgPool: pool, schema: 'graphile_worker', logger: toGraphile(logger) })

/** Jobs by graphile-worker, for any number of server processes on one database. */
export function createPostgresJobs(context: {
  store: Store
  pool: pg.Pool
  clock: Clock
  /** That of the machine, for what is between processes. */
  realClock: Clock
  ids: Ids
  logger: Logger
}): Jobs {
  const { store, clock, realClock, ids, logger } = context
  let lease: Lease | undefined
  let runner: Runner | undefined
  let isStopping = false
  const timers = new Set<() => void>()
  /** Tells the others that jobs go by another clock here. */
  const ownTimeLease = `${OWN_TIME}${ids.random()}`
  const ownTime = createOwnTime(context, () => runner?.nudge())
  const underWay = createQuiet(context, ownTime, () => runner?.nudge())

  /** Looks for a job at that moment: at once is too early, and the next reading of the table up to a second late. */
  function nudgeAt(moment: number): void {
    const delay = moment - clock.now()
    if (!runner || delay > NEAR) return
    if (delay <= 0) {
      runner.nudge()
      return
    }
    const cancel = clock.after(delay, () => {
      timers.delete(cancel)
      runner?.nudge()
    })
    timers.add(cancel)
  }

  async function put(tx: Tx, task: Task, carried: Carried, runAt: number, key: string): Promise<void> {
    const { isOn } = ownTime
    const payload = JSON.stringify(carried)
    await addJob[ownTime.placeFor(runAt)](tx.db, { task, payload, runAt, now: clock.now(), key })
    tx.afterCommit(() => {
      if (isOn || ownTime.isOn) ownTime.placed(runAt, isOn)
      else nudgeAt(runAt)
    })
  }

  async function work(
    task: Task,
    worker: AnyWorker,
    carried: Carried,
    job: { attempts: number; key: string | null },
  ): Promise<void> {
    const again = (before: number, runAt: number) =>
      // A job with the key of one that is under way takes its place: that one can end, and cannot run again.
      store.write(tx => put(tx, task, { payload: carried.payload, before }, runAt, job.key ?? ids.random()))
    const attempt = carried.before + job.attempts
    // The table was being read when the stop was asked for; this was not begun, so others may.
    if (isStopping) return await again(attempt - 1, clock.now())
    let outcome: Outcome
    try {
      const given: Job<Task> = { payload: carried.payload, attempt }
      const ending = await worker(given)
      outcome = typeof ending === 'function' ? await store.write(ending) : ending
    } catch (error) {
      logger.error({ err: error, task, payload: carried.payload }, 'a job failed; trying again')
      outcome = { againAt: clock.now() + AFTER_FAILURE }
    }
    if (outcome !== 'done') await again(attempt, outcome.againAt)
  }

  async function returnToRealTime(): Promise<void> {
    if (!ownTime.isOn) return
    await ownTime.turnOff()
    await lease?.release(ownTimeLease)
  }

  return {
    add: (tx, task, payload, runAt) => put(tx, task, { payload, before: 0 }, runAt, ids.random()),
    start(workers) {
      isStopping = false
      lease = keepLease({ ...context, clock: realClock, freed: ownTime.recover })
      ownTime
        .recover()
        .catch(error => logger.warn({ err: error }, 'jobs of another time wait for the next start'))
      const tasks = Object.fromEntries(
        Object.entries(workers).map(([task, worker]) => [
          task,
          (given: unknown, { job }: { job: { id: string; attempts: number; key: string | null } }) => {
            // `put` wrote the task, and the payload that belongs to it.
            const carried = given as Carried
            return underWay.during(job.id, carried.payload, carried.before + job.attempts, () =>
              work(task as Task, worker as AnyWorker, carried, job),
            )
          },
        ]),
      )
      underWay.tasks = Object.keys(tasks)
      runner = startRunner({ ...context, clock: realClock, lease, tasks })
    },
    list: () => ownTime.list(underWay.all),
    nextDue: ownTime.nextDue,
    backlog: ownTime.backlog,
    quiet: underWay.quiet,
    async leaveRealTime() {
      if (await lease?.hasOthers())
        throw new Refusal(
          'invalid_state',
          'Another server works on this database, or did until a moment ago: its time is not to be set.',
        )
      await lease?.hold(ownTimeLease)
      await ownTime.turnOn()
    },
    returnToRealTime,
    async stop() {
      isStopping = true
      for (const cancel of timers) cancel()
      timers.clear()
      await runner?.stop()
      await returnToRealTime().catch(error =>
        logger.warn({ err: error }, 'the next start brings the jobs back to their time'),
      )
      lease?.close()
      runner = undefined
      lease = undefined
    },
  }
}
