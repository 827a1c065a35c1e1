import { sql } from 'kysely'
import type { Clock } from '../../clock.ts'
import type { Store } from '../../store/store.ts'
import type { DueJob } from '../jobs.ts'
import type { OwnTime } from './own-time.ts'

/** Between two looks at the table while nothing ends, in milliseconds. */
const LOOK_EVERY = 20
/** Jobs that have ended and may still be in the table: graphile-worker removes them a moment later. */
const MOST_ENDED = 100

/**
 * Knows what this process works on, and when nothing is left to do.
 *
 * @param begin looks for a job that is due
 */
export function createQuiet(
  { store, realClock }: { store: Store; realClock: Clock },
  ownTime: OwnTime,
  begin: () => void,
) {
  const all = new Map<string, Pick<DueJob, 'payload' | 'attempts'>>()
  let ended: string[] = []
  let change = Promise.withResolvers<void>()
  let tasks: string[] = []

  const isBusy = async (): Promise<boolean> => {
    if (all.size > 0) return true
    const { rows } = await store.read(db =>
      sql`select from graphile_worker.jobs where task_identifier = any(${tasks}::text[])
        and (case when locked_at is null then run_at <= now() else id <> all(${ended}::bigint[]) end) limit 1`.execute(
        db,
      ),
    )
    return rows.length > 0
  }

  /** Until a job has ended, or a moment has passed. */
  async function pause(end: Promise<void>): Promise<void> {
    const over = Promise.withResolvers<void>()
    const cancel = realClock.after(LOOK_EVERY, over.resolve)
    await Promise.race([end, over.promise])
    cancel()
  }

  return {
    all,
    /** Those that somebody does here. */
    set tasks(names: string[]) {
      tasks = names
    },
    async during(
      id: string,
      payload: DueJob['payload'],
      attempts: number,
      work: () => Promise<void>,
    ): Promise<void> {
      all.set(id, { payload, attempts })
      try {
        await work()
      } finally {
        all.delete(id)
        if (ownTime.isOn) ended = [...ended.slice(1 - MOST_ENDED), id]
        change.resolve()
        change = Promise.withResolvers<void>()
      }
    },
    async quiet(): Promise<void> {
      for (;;) {
        await ownTime.settled()
        const { promise } = change
        if (!(await isBusy())) return
        begin()
        await pause(promise)
      }
    },
  }
}
