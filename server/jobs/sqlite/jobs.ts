import { setImmediate, setTimeout as sleep } from 'node:timers/promises'
import { sql } from 'kysely'
import type { Logger } from 'pino'
import type { Clock } from '../../clock.ts'
import type { Ids } from '../../ids.ts'
import { prepared, preparedInsert } from '../../store/prepared.ts'
import type { Store } from '../../store/store.ts'
import { type Ending, type Job, type Jobs, MOST_COUNTED, type Tasks, type Workers } from '../jobs.ts'

/** How long a runner owns a job before others may take it; renewed while it works. */
const LEASE = 10_000
/** How often the table is read when nothing says that a job is due: another process may have added one. */
const IDLE = 1_000
/** Jobs under way at a time in one process: several times the connections to a mail server, so that none of them waits. */
const CONCURRENCY = 25
/** Those that end within so many milliseconds are written down together: every commit waits for the disk. */
const TOGETHER = 10
/** Until a job whose work threw is tried again. */
const AFTER_FAILURE = 10_000

type AnyWorker = (job: Job<keyof Tasks>) => Promise<Ending>

interface Claimed {
  id: number
  task: string
  payload: string
  attempts: number
}

const insertJob = preparedInsert('job', {
  task: true,
  payload: true,
  run_at: true,
  attempts: true,
  locked_by: true,
  locked_until: true,
})

const claimDue = prepared<
  { runner: string; now: number; until: number; latest: number; limit: number },
  Claimed
>((db, value) =>
  db
    .updateTable('job')
    .set({ locked_by: value('runner'), locked_until: value('until'), attempts: sql`attempts + 1` })
    .where('id', 'in', query =>
      query
        .selectFrom('job')
        .select('id')
        .where('run_at', '<=', value('now'))
        .where(free =>
          free.or([
            free('locked_until', 'is', null),
            free('locked_until', '<', value('now')),
            // Of a process that is gone, and whose clock was ahead.
            free('locked_until', '>', value('latest')),
          ]),
        )
        .orderBy('run_at')
        .orderBy('id')
        .limit(value('limit')),
    )
    .returning(['id', 'task', 'payload', 'attempts']),
)

const firstFree = prepared<object, { run_at: number }>(db =>
  db.selectFrom('job').select('run_at').where('locked_by', 'is', null).orderBy('run_at').limit(1),
)

const removeJob = prepared<{ id: number; runner: string }, unknown>((db, value) =>
  db.deleteFrom('job').where('id', '=', value('id')).where('locked_by', '=', value('runner')),
)

/** Jobs in a table of the same database, read by the one server process. */
export function createSqliteJobs(context: {
  store: Store
  clock: Clock
  ids: Ids
  logger: Logger
  /** How long those that end wait for each other, in milliseconds. */
  together?: number
  /** Whether no other process can reach the database: then the table is not read before something is due. */
  isAlone?: boolean
}): Jobs {
  const { store, clock, logger, together = TOGETHER, isAlone = false } = context
  const runner = context.ids.random()
  /** By id; leases go by a clock that leaps for all that one knows. */
  const underWay = new Map<number, Promise<void>>()
  let workers: Partial<Workers> | undefined
  let stopped = false
  let cancelTimer = () => {}
  let nextWake = Number.POSITIVE_INFINITY
  let polling: Promise<void> | undefined
  let pollAgain = false
  let ends: Promise<void> | undefined

  /** Reads the table at `moment`, unless it will be read before that anyway. */
  function wakeAt(moment: number): void {
    if (!workers || stopped || moment >= nextWake) return
    cancelTimer()
    nextWake = moment
    cancelTimer = clock.after(Math.max(0, moment - clock.now()), () => {
      nextWake = Number.POSITIVE_INFINITY
      poll()
    })
  }

  function poll(): void {
    if (polling) pollAgain = true
    else {
      pollAgain = false
      polling = readTable().finally(() => {
        polling = undefined
        if (pollAgain) poll()
      })
    }
  }

  async function readTable(): Promise<void> {
    try {
      // Those that end together with one another make room together.
      await setImmediate()
      const free = CONCURRENCY - underWay.size
      // With every place taken, the end of a job reads on.
      if (stopped || free === 0) return
      const claimed = await claim(free)
      for (const job of claimed) if (!underWay.has(job.id)) begin(job)
      if (claimed.length === free) return
      const due = await nextDue()
      const later = isAlone ? Number.POSITIVE_INFINITY : clock.now() + IDLE
      wakeAt(Math.min(later, due ?? Number.POSITIVE_INFINITY))
    } catch (error) {
      logger.error({ err: error }, 'the job table cannot be read; trying again')
      wakeAt(clock.now() + IDLE)
    }
  }

  function claim(limit: number): Promise<Claimed[]> {
    const now = clock.now()
    return store.write(({ db }) =>
      claimDue(db, { runner, now, until: now + LEASE, latest: now + 2 * LEASE, limit }),
    )
  }

  const nextDue = async (): Promise<number | undefined> =>
    (await store.read(db => firstFree(db, {})))[0]?.run_at

  function begin(job: Claimed): void {
    const work = run(job).finally(() => {
      underWay.delete(job.id)
      poll()
    })
    underWay.set(job.id, work)
  }

  async function run(job: Claimed): Promise<void> {
    const lease = keepLease(job.id)
    try {
      try {
        await finish(job.id, await work(job))
      } catch (error) {
        logger.error({ err: error, task: job.task, payload: job.payload }, 'a job failed; trying again')
        await finish(job.id, { againAt: clock.now() + AFTER_FAILURE })
      }
    } catch (error) {
      // The lease runs out and the job is taken again.
      logger.error({ err: error, task: job.task }, 'the end of a job could not be written')
      wakeAt(clock.now() + LEASE)
    } finally {
      lease.release()
    }
  }

  function work(claimed: Claimed): Promise<Ending> {
    // The columns hold what `add` wrote: the task, and the payload that belongs to it.
    const worker = workers?.[claimed.task as keyof Tasks] as AnyWorker | undefined
    if (!worker) throw new Error(`no worker for task ${claimed.task}`)
    const job: Job<keyof Tasks> = { payload: JSON.parse(claimed.payload), attempt: claimed.attempts }
    return worker(job)
  }

  async function finish(id: number, ending: Ending): Promise<void> {
    ends ??= sleep(together).then(() => {
      ends = undefined
    })
    await ends
    await store.write(async tx => {
      const { db } = tx
      const outcome = typeof ending === 'function' ? await ending(tx) : ending
      if (outcome === 'done') {
        await removeJob(db, { id, runner })
        return
      }
      await db
        .updateTable('job')
        .set({ run_at: outcome.againAt, locked_by: null, locked_until: null })
        .where('id', '=', id)
        .where('locked_by', '=', runner)
        .execute()
    })
  }

  /** Renews the lease while the job is under way. */
  function keepLease(id: number): { release(): void } {
    let cancel = () => {}
    const renew = () => {
      cancel = clock.after(LEASE / 3, () => {
        store
          .write(({ db }) =>
            db
              .updateTable('job')
              .set({ locked_until: clock.now() + LEASE })
              .where('id', '=', id)
              .where('locked_by', '=', runner)
              .execute(),
          )
          .catch(error => logger.warn({ err: error }, 'the lease of a job could not be renewed'))
        renew()
      })
    }
    renew()
    return { release: () => cancel() }
  }

  return {
    async add(tx, task, payload, runAt) {
      const idle = { attempts: 0, locked_by: null, locked_until: null }
      await insertJob(tx.db, { task, payload: JSON.stringify(payload), run_at: runAt, ...idle })
      tx.afterCommit(() => wakeAt(runAt))
    },
    start(given) {
      workers = given
      wakeAt(clock.now())
    },
    async stop() {
      stopped = true
      cancelTimer()
      await polling
      await Promise.all(underWay.values())
    },
    async list() {
      const rows = await store.read(db => db.selectFrom('job').selectAll().orderBy('run_at').execute())
      return rows.map(({ task, payload, run_at, attempts }) => ({
        ...{ task, runAt: run_at, attempts },
        payload: JSON.parse(payload) as Record<string, unknown>, // as `add` wrote it
      }))
    },
    async backlog() {
      const now = clock.now()
      const rows = await store.read(db =>
        db
          .selectFrom(query =>
            query
              .selectFrom('job')
              .select(['task', 'run_at'])
              .where('run_at', '<=', now)
              .where(free => free.or([free('locked_until', 'is', null), free('locked_until', '<', now)]))
              .orderBy('run_at')
              .limit(MOST_COUNTED)
              .as('due'),
          )
          .select(({ fn }) => ['task', fn.countAll<number>().as('due'), fn.min('run_at').as('oldest')])
          .groupBy('task')
          .execute(),
      )
      return rows.map(({ task, due, oldest }) => ({ task, due, age: (now - oldest) / 1000 }))
    },
    async nextDue(after) {
      const row = await store.read(db =>
        db
          .selectFrom('job')
          .select(({ fn }) => fn.min('run_at').as('at'))
          .where('run_at', '>', after)
          .executeTakeFirst(),
      )
      return row?.at ?? undefined
    },
    async quiet() {
      while (polling || underWay.size > 0) await Promise.all([polling, ...underWay.values()])
    },
    async leaveRealTime() {},
    async returnToRealTime() {},
  }
}
