import type { ExpressionBuilder } from 'kysely'
import { prepared } from '../store/prepared.ts'
import type { Db } from '../store/store.ts'
import type { Database } from '../store/tables/index.ts'

/** How long a process owns a subscription before others may take it, in milliseconds; renewed while it delivers. */
const LEASE = 10_000
export const RENEW_EVERY = 3_000

/** When something is asked: by the clock of whoever asks, and by that which all of them share (`Store.moment`). */
export interface When {
  now: number
  moment: number
}

/** What the queries take. */
interface Bounds extends When {
  /** No lease ends later, but for one of a clock that was set back since. */
  latest: number
}

const boundsOf = (when: When): Bounds => ({ ...when, latest: when.moment + 2 * LEASE })

/** Nobody else delivers to it, and its receiver has not asked for quiet. */
const isFree =
  ({ now, moment, latest }: Bounds, runner?: string) =>
  ({ and, or, eb }: ExpressionBuilder<Database, 'webhook_subscription'>) =>
    and([
      or([
        eb('pump', 'is', null),
        eb('pump_until', '<', moment),
        eb('pump_until', '>', latest),
        ...(runner === undefined ? [] : [eb('pump', '=', runner)]),
      ]),
      or([eb('paused_until', 'is', null), eb('paused_until', '<=', now)]),
    ])

const selectFree = prepared<Bounds, { id: number }>((db, value) =>
  db
    .selectFrom('webhook_subscription')
    .select('id')
    .where(isFree({ now: value('now'), moment: value('moment'), latest: value('latest') }))
    .where(({ exists, selectFrom }) =>
      exists(
        selectFrom('webhook_delivery')
          .select('webhook_delivery.id')
          .whereRef('webhook_delivery.subscription_id', '=', 'webhook_subscription.id')
          .where('webhook_delivery.due_at', '<=', value('now')),
      ),
    ),
)

/** The subscriptions that have something due and that nobody delivers to. */
export const selectWaiting = (db: Db, when: When): Promise<{ id: number }[]> => selectFree(db, boundsOf(when))

// The conditions are on the row itself: of two processes at once, the second one finds it changed.
const update = prepared<Bounds & { id: number; runner: string; until: number }, { id: number }>((db, value) =>
  db
    .updateTable('webhook_subscription')
    .set({ pump: value('runner'), pump_until: value('until') })
    .where('id', '=', value('id'))
    .where(isFree({ now: value('now'), moment: value('moment'), latest: value('latest') }, value('runner')))
    .returning('id'),
)

/**
 * Takes a subscription, unless another process has it or its receiver wants quiet. A process that could not write down that
 * it had ended takes it again: its own lease would be renewed for as long as it asks.
 */
export async function take(db: Db, id: number, runner: string, when: When): Promise<boolean> {
  const taken = await update(db, { id, runner, until: when.moment + LEASE, ...boundsOf(when) })
  return taken.length > 0
}

/** Keeps everything that a process has taken. */
export async function renew(db: Db, runner: string, moment: number): Promise<void> {
  await db
    .updateTable('webhook_subscription')
    .set({ pump_until: moment + LEASE })
    .where('pump', '=', runner)
    .execute()
}

/** Leaves a subscription to whoever comes next. */
export async function release(db: Db, id: number, runner: string): Promise<void> {
  await db
    .updateTable('webhook_subscription')
    .set({ pump: null, pump_until: null })
    .where('id', '=', id)
    .where('pump', '=', runner)
    .execute()
}
