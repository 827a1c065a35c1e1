import type { Context } from '../context.ts'
import { webhookRules } from '../contracts.ts'

/** How many deliveries are looked at in one transaction. */
const MOST = 500

/**
 * Removes the deliveries that ended longer ago than the contract promises to keep them, with their attempts, and the
 * subscriptions that were deleted before that.
 */
export async function removeOld({ store, clock }: Pick<Context, 'store' | 'clock'>): Promise<void> {
  const before = clock.now() - webhookRules.keptForSeconds * 1000
  // Ids go up with time, so that the old ones stand together at the front.
  for (let after = 0, isOld = true; isOld; ) {
    const rows = await store.read(db =>
      db
        .selectFrom('webhook_delivery')
        .select(['id', 'created_at', 'finished_at'])
        .where('id', '>', after)
        .orderBy('id')
        .limit(MOST)
        .execute(),
    )
    const last = rows.at(-1)
    isOld = last !== undefined && last.created_at < before
    after = last?.id ?? after
    const old = rows.filter(({ finished_at }) => finished_at !== null && finished_at < before)
    if (old.length === 0) continue
    await store.write(({ db }) =>
      db
        .deleteFrom('webhook_delivery')
        .where(
          'id',
          'in',
          old.map(({ id }) => id),
        )
        .where('finished_at', '<', before)
        .execute(),
    )
  }
  await store.write(({ db }) =>
    db.deleteFrom('webhook_subscription').where('deleted_at', '<', before).execute(),
  )
}
