import { prepared } from '../store/prepared.ts'
import type { Db } from '../store/store.ts'

type Moment = { at: number | null }

const nextDelivery = prepared<{ after: number }, Moment>((db, value) =>
  db
    .selectFrom('webhook_delivery')
    .select(({ fn }) => fn.min('due_at').as('at'))
    .where('due_at', '>', value('after')),
)

const nextEndOfQuiet = prepared<{ after: number }, Moment>((db, value) =>
  db
    .selectFrom('webhook_subscription')
    .select(({ fn }) => fn.min('paused_until').as('at'))
    .where('paused_until', '>', value('after')),
)

/** When something is to be delivered next that cannot be yet, later than a moment; undefined for never. */
export async function nextDueAt(db: Db, after: number): Promise<number | undefined> {
  const moments = await Promise.all([nextDelivery(db, { after }), nextEndOfQuiet(db, { after })])
  const known = moments.flat().flatMap(({ at }) => (at === null ? [] : [at]))
  return known.length > 0 ? Math.min(...known) : undefined
}
