import { type RawBuilder, sql } from 'kysely'
import type { Logger } from 'pino'
import type { Clock } from '../../clock.ts'
import type { Store } from '../../store/store.ts'
import { type DueJob, type Jobs, MOST_COUNTED } from '../jobs.ts'
import { LEASE } from './lease.ts'

/** What the leases begin with of those who have a time of their own. */
export const OWN_TIME = 'own-time '

/** Until the table is looked at again when it could not be. */
const AFTER_FAILURE = 1_000

/** Two clocks that are no further apart, in milliseconds, say the same. */
const AGREED = 1_000

/**
 * What is not due yet lies beyond every real moment, and what is lies before all of them, so that the database's clock
 * begins none of the former and all of the latter. Each has its own moment in it, a microsecond for a millisecond.
 */
const WAITING = sql<unknown>`timestamptz '20000-01-01 00:00:00+00'`
const BEGUN = sql<unknown>`timestamptz '1000-01-01 00:00:00+00'`
const isWaiting = sql<boolean>`run_at > timestamptz '15000-01-01 00:00:00+00'`
const isBegun = sql<boolean>`run_at < timestamptz '1500-01-01 00:00:00+00'`

/** The moment at which a job is due, wherever it lies. */
export const dueAt = sql<number>`round(case
  when ${isWaiting} then extract(epoch from run_at - ${WAITING}) * 1000000
  when ${isBegun} then extract(epoch from run_at - ${BEGUN}) * 1000000
  else extract(epoch from run_at) * 1000 end)::float8`

const realMoment = (due: unknown): RawBuilder<unknown> => sql`to_timestamp(${due}::float8 / 1000)`
/** The same for a job that is put there now: as far from the database's now as it is from that of this clock. */
const agreedMoment = (due: unknown, now: unknown): RawBuilder<unknown> => sql`case
  when abs(extract(epoch from clock_timestamp()) * 1000 - ${now}::float8) < ${sql.lit(AGREED)} then ${realMoment(due)}
  else clock_timestamp() + (${due}::float8 - ${now}::float8) * interval '1 millisecond' end`
const placeOf = (base: RawBuilder<unknown>, due: unknown): RawBuilder<unknown> =>
  sql`${base} + ${due}::float8 * interval '1 microsecond'`

/** Where a job can lie that is due at a moment, as `run_at`; `now` is that of the clock that says so. */
export const places: Record<
  'real' | 'begun' | 'waiting',
  (due: unknown, now: unknown) => RawBuilder<unknown>
> = {
  real: agreedMoment,
  begun: due => placeOf(BEGUN, due),
  waiting: due => placeOf(WAITING, due),
}

export interface OwnTime {
  /** Whether jobs go by the clock that was given; by the database's otherwise. */
  readonly isOn: boolean
  /** Where a job that is due at that moment is to lie now. */
  placeFor(moment: number): keyof typeof places
  /** To be called once a job lies there. @param wasOn what it was when the place was asked for */
  placed(moment: number, wasOn: boolean): void
  turnOn(): Promise<void>
  turnOff(): Promise<void>
  /** Puts back what a process that was killed has left, unless one that is there has a time of its own. */
  recover(): Promise<void>
  /** Resolves when what became due can be begun. */
  settled(): Promise<void>
  nextDue(after: number): Promise<number | undefined>
  backlog: Jobs['backlog']
  list(underWay: ReadonlyMap<string, Pick<DueJob, 'payload' | 'attempts'>>): Promise<DueJob[]>
}

/**
 * Lets jobs go by another clock than the database's: one that can be set, stopped and moved on.
 *
 * @param begin looks for a job that is due
 */
export function createOwnTime(
  { store, clock, realClock, logger }: { store: Store; clock: Clock; realClock: Clock; logger: Logger },
  begin: () => void,
): OwnTime {
  let isOn = false
  let turning: Promise<void> | undefined
  let turnAgain = false
  let cancel = () => {}
  let armed = Number.POSITIVE_INFINITY

  function arm(moment: number): void {
    if (!isOn || moment >= armed) return
    cancel()
    armed = moment
    cancel = clock.after(Math.max(0, moment - clock.now()), turn)
  }

  function disarm(): void {
    cancel()
    armed = Number.POSITIVE_INFINITY
  }

  /** Moves every job that fits and that nobody works on: one statement is a transaction. */
  const moveNow = (place: RawBuilder<unknown>, which: RawBuilder<unknown>) =>
    store.read(db =>
      sql`select count(*) from (
          select * from (select id, run_at, ${dueAt} as due from graphile_worker.jobs where locked_at is null) free
          where ${which} offset 0
        ) job, lateral graphile_worker.reschedule_jobs(job_ids => array[job.id], run_at => ${place}) moved`.execute(
        db,
      ),
    )

  /** Lets what is due begin, and has the rest wait. */
  function turn(): void {
    disarm()
    if (turning) {
      turnAgain = true
      return
    }
    turnAgain = false
    turning = look()
      .catch(error => {
        logger.warn({ err: error }, 'jobs cannot be moved to their time; trying again')
        cancel = realClock.after(AFTER_FAILURE, turn)
      })
      .finally(() => {
        turning = undefined
        if (turnAgain) turn()
      })
  }

  async function look(): Promise<void> {
    if (!isOn) return
    const now = clock.now()
    const isDue = sql`due <= ${now}::float8`
    const place = sql`case when ${isDue} then ${placeOf(BEGUN, sql`due`)} else ${placeOf(WAITING, sql`due`)} end`
    await moveNow(place, sql`not (${isBegun}) and (${isDue} or not (${isWaiting}))`)
    begin()
    arm((await nextDue(now)) ?? Number.POSITIVE_INFINITY)
  }

  async function nextDue(after: number): Promise<number | undefined> {
    const { rows } = await store.read(db =>
      sql<{ due: number | null }>`select min(due) as due
        from (select ${dueAt} as due from graphile_worker.jobs where locked_at is null) job
        where due > ${after}::float8`.execute(db),
    )
    return rows[0]?.due ?? undefined
  }

  async function backlog(): ReturnType<Jobs['backlog']> {
    // What lies before all real moments is due at its own.
    const { rows } = await store.read(db =>
      sql<{ task: string; due: number; oldest: number }>`
        select task, count(*)::int as due, min(due) as oldest from (
          select task_identifier as task, ${dueAt} as due from graphile_worker.jobs
          where locked_at is null and run_at <= now() order by run_at limit ${MOST_COUNTED}
        ) job group by task`.execute(db),
    )
    return rows.map(({ task, due, oldest }) => ({ task, due, age: Math.max(0, clock.now() - oldest) / 1000 }))
  }

  const putBack = (which: RawBuilder<boolean>) =>
    moveNow(realMoment(sql`due`), sql`(${isBegun} or ${isWaiting}) and ${which}`)

  async function settled(): Promise<void> {
    while (turning) await turning
  }

  return {
    get isOn() {
      return isOn
    },
    placeFor: moment => (!isOn ? 'real' : moment <= clock.now() ? 'begun' : 'waiting'),
    placed(moment, wasOn) {
      if (isOn && wasOn) {
        if (moment <= clock.now()) begin()
        else arm(moment)
      } else if (isOn) turn()
      // It was written down in between; who starts next finds it otherwise.
      else
        putBack(sql`true`).then(begin, error => logger.warn({ err: error }, 'a job waits for the next start'))
    },
    async turnOn() {
      if (isOn) return
      isOn = true
      turn()
      await settled()
    },
    async turnOff() {
      if (!isOn) return
      isOn = false
      disarm()
      await settled()
      await putBack(sql`true`)
      begin()
    },
    async recover() {
      if (isOn) return
      await putBack(sql`not exists (select from job_runner where starts_with(id, ${OWN_TIME})
        and seen_at > now() - make_interval(secs => ${LEASE / 1000}))`)
    },
    settled,
    nextDue,
    backlog,
    async list(underWay) {
      // The view has no payload; the row that is left as it is has.
      const { rows } = await store.read(db =>
        sql<{ id: string; task: string; due: number; attempts: number; carried: unknown }>`
          select job.id::text, task_identifier as task, due, job.attempts, kept.payload as carried
          from (select *, ${dueAt} as due from graphile_worker.jobs) job
          left join lateral graphile_worker.reschedule_jobs(job_ids => array[job.id]) kept on true
          order by due, job.id`.execute(db),
      )
      return rows.flatMap(({ id, task, due, attempts, carried }) => {
        if (carried === null) {
          const known = underWay.get(id)
          return known ? [{ task, runAt: due, ...known }] : []
        }
        const { payload, before } = carried as { payload: DueJob['payload']; before: number } // as `put` wrote it
        return [{ task, runAt: due, payload, attempts: before + attempts }]
      })
    },
  }
}
