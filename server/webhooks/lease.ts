import type { ExpressionBuilder } from 'kysely'
import { prepared } from '../store/prepared.ts'
import type { Db } from '../store/store.ts'
import type { Database } from '../store/tables/index.ts'

/** How long a process owns a subscription before others may take it, in milliseconds; renewed while it delivers. */
const LEASE = 10_000
export const RENEW_EVERY = 3_000

/** Nobody delivers to it, and its receiver has not asked for quiet. */
const isFree =
  (now: number) =>
  ({ and, or, eb }: ExpressionBuilder<Database, 'webhook_subscription'>) =>
    and([
      or([eb('pump', 'is', null), eb('pump_until', '<', now)]),
      or([eb('paused_until', 'is', null), eb('paused_until', '<=', now)]),
    ])

/** The subscriptions that have something due and that nobody delivers to. */
export const selectWaiting = prepared<{ now: number }, { id: number }>((db, value) =>
  db
    .selectFrom('webhook_subscription')
    .select('id')
    .where(isFree(value('now')))
    .where(({ exists, selectFrom }) =>
      exists(
        selectFrom('webhook_delivery')
          .select('webhook_delivery.id')
          .whereRef('webhook_delivery.subscription_id', '=', 'webhook_subscription.id')
          .where('webhook_delivery.due_at', '<=', value('now')),
      ),
    ),
)

// The conditions are on the row itself: of two processes at once, the second one finds it changed.
const update = prepared<{ id: number; runner: string; now: number; until: number }, { id: number }>(
  (db, value) =>
    db
      .updateTable('webhook_subscription')
      .set({ pump: value('runner'), pump_until: value('until') })
      .where('id', '=', value('id'))
      .where(isFree(value('now')))
      .returning('id'),
)

/** Takes a subscription, unless another process has it or its receiver wants quiet. */
export async function take(db: Db, id: number, runner: string, now: number): Promise<boolean> {
  const taken = await update(db, { id, runner, now, until: now + LEASE })
  return taken.length > 0
}

/** Keeps everything that a process has taken. */
export async function renew(db: Db, runner: string, now: number): Promise<void> {
  await db
    .updateTable('webhook_subscription')
    .set({ pump_until: now + LEASE })
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
