import { sql } from 'kysely'
import { MOST_COUNTED } from '../jobs/jobs.ts'
import { prepared } from '../store/prepared.ts'
import type { Db } from '../store/store.ts'
import type { Backlog } from '../telemetry/metrics.ts'

const dueNow = prepared<{ now: number }, { due: number; oldest: number | null }>((db, value) =>
  db
    .selectFrom(query =>
      query
        .selectFrom('webhook_delivery')
        // A first attempt has been due since it was written down.
        .select(sql<number>`case when due_at = 0 then created_at else due_at end`.as('since'))
        .where('due_at', '<=', value('now'))
        .limit(MOST_COUNTED)
        .as('delivery'),
    )
    .select(({ fn }) => [fn.countAll<number>().as('due'), fn.min('since').as('oldest')]),
)

/** The deliveries that are due, those under way included, of at most `MOST_COUNTED`. */
export async function deliveryBacklog(db: Db, now: number): Promise<Omit<Backlog, 'task'>> {
  const [found] = await dueNow(db, { now })
  return { due: found?.due ?? 0, age: Math.max(0, now - (found?.oldest ?? now)) / 1000 }
}
