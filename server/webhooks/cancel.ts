import type { Db } from '../store/store.ts'

/** How many deliveries one statement cancels: a hundred thousand at once would hold up every other writer. */
const MOST = 1_000

/**
 * Ends deliveries of a subscription that is not active any more. The delivery lane goes on with those that are left.
 *
 * @returns whether there may be more of them
 */
export async function cancelPending(db: Db, subscriptionId: number, now: number): Promise<boolean> {
  const { numUpdatedRows } = await db
    .updateTable('webhook_delivery')
    .set({ status: 'cancelled', due_at: null, finished_at: now })
    .where('id', 'in', query =>
      query
        .selectFrom('webhook_delivery')
        .select('id')
        .where('subscription_id', '=', subscriptionId)
        .where('due_at', 'is not', null)
        .limit(MOST),
    )
    .executeTakeFirst()
  return numUpdatedRows === BigInt(MOST)
}
