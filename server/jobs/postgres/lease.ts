import { sql } from 'kysely'
import type { Logger } from 'pino'
import type { Clock } from '../../clock.ts'
import type { Store } from '../../store/store.ts'

/** How long a runner that is not heard of owns its jobs, in milliseconds. */
export const LEASE = 15_000
/** Between two signs of life, and two looks for runners that give none. */
const BEAT = LEASE / 3

export interface Lease {
  /** Resolves when the runner is known to be there; rejects while the database cannot be told. */
  hold(runner: string): Promise<void>
  /** The runner has ended: what it still owns is free for others, at the latest when the next one is told of. */
  release(runner: string): Promise<void>
  /** Whether another process works on the jobs, or did until a moment ago. */
  hasOthers(): Promise<boolean>
  close(): void
}

/**
 * Tells which runners are there, and frees the jobs of those that are no longer: graphile-worker itself takes them
 * over after four hours. The moments are the database's, so that the servers' clocks need not agree.
 */
export function keepLease(context: {
  store: Store
  clock: Clock
  logger: Logger
  /** Called now and again, when the jobs of those that are gone are free. */
  freed: () => Promise<void>
}): Lease {
  const { store, clock, logger, freed } = context
  /** When each runner here was last told of, by our clock. */
  const told = new Map<string, number>()
  const telling = new Map<string, Promise<void>>()
  /** Runners here that ended, and whose jobs may not be free yet. */
  const ended = new Set<string>()
  let cancel = wait()

  function wait(): () => void {
    return clock.after(BEAT, async () => {
      cancel = wait()
      try {
        for (const runner of told.keys()) await tell(runner)
        if (await freeAbandoned()) await freed()
      } catch (error) {
        logger.warn({ err: error }, 'the database cannot be told who works on jobs; trying again')
      }
    })
  }

  function tell(runner: string): Promise<void> {
    const now = clock.now()
    const promise = freeEnded()
      .then(() =>
        store.write(({ db }) =>
          sql`insert into job_runner (id, seen_at) values (${runner}, now())
              on conflict (id) do update set seen_at = excluded.seen_at`.execute(db),
        ),
      )
      .then(() => void told.set(runner, now))
      .finally(() => telling.delete(runner))
    telling.set(runner, promise)
    return promise
  }

  async function freeEnded(): Promise<void> {
    if (ended.size === 0) return
    const runners = [...ended]
    await store.write(async ({ db }) => {
      await sql`delete from job_runner where id = any(${runners})`.execute(db)
      await sql`select graphile_worker.force_unlock_workers(${runners})`.execute(db)
    })
    for (const runner of runners) ended.delete(runner)
  }

  /**
   * In one statement, so that no runner is forgotten before its jobs are free.
   *
   * @returns whether there was one
   */
  async function freeAbandoned(): Promise<boolean> {
    const { rows } = await store.write(({ db }) =>
      sql`with gone as (
            delete from job_runner where seen_at < now() - make_interval(secs => ${LEASE / 1000}) returning id
          )
          select graphile_worker.force_unlock_workers(array_agg(id)) from gone having count(*) > 0`.execute(
        db,
      ),
    )
    return rows.length > 0
  }

  const mine = () => [...new Set([...told.keys(), ...telling.keys(), ...ended])]

  return {
    async hold(runner) {
      const last = told.get(runner)
      if (last !== undefined && clock.now() - last < LEASE / 2) return
      await (telling.get(runner) ?? tell(runner))
    },
    async release(runner) {
      told.delete(runner)
      await telling.get(runner)?.catch(() => {})
      told.delete(runner)
      ended.add(runner)
      try {
        await freeEnded()
      } catch (error) {
        logger.warn({ err: error }, 'the jobs of workers that gave up are free once the database can be told')
      }
    },
    async hasOthers() {
      const { rows } = await store.read(db =>
        sql`select from job_runner where id <> all(${mine()}::text[])
          and seen_at > now() - make_interval(secs => ${LEASE / 1000}) limit 1`.execute(db),
      )
      return rows.length > 0
    },
    close: () => cancel(),
  }
}
