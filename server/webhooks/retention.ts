import type { Context } from '../context.ts'

/** How many deliveries are looked at in one transaction. */
const MOST = 500

/**
 * Removes the deliveries of a tenant that ended before a moment, with their attempts, and the subscriptions that were
 * deleted before it.
 *
 * @param before milliseconds since 1970
 */
export async function removeOldDeliveries(
  { store }: Pick<Context, 'store'>,
  tenantId: string,
  before: number,
): Promise<void> {
  const subscriptions = await store.read(db =>
    db.selectFrom('webhook_subscription').select('id').where('tenant_id', '=', tenantId).execute(),
  )
  for (const { id } of subscriptions) await removeOldOf({ store }, id, before)
  await store.write(({ db }) =>
    db
      .deleteFrom('webhook_subscription')
      .where('tenant_id', '=', tenantId)
      .where('deleted_at', '<', before)
      .execute(),
  )
}

async function removeOldOf({ store }: Pick<Context, 'store'>, subscriptionId: number, before: number) {
  // Ids go up with time, so that the old ones stand together at the front.
  for (let after = 0, isOld = true; isOld; ) {
    const rows = await store.read(db =>
      db
        .selectFrom('webhook_delivery')
        .select(['id', 'created_at', 'finished_at'])
        .where('subscription_id', '=', subscriptionId)
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
    const ids = old.map(({ id }) => id)
    await store.write(({ db }) =>
      db.deleteFrom('webhook_delivery').where('id', 'in', ids).where('finished_at', '<', before).execute(),
    )
  }
}
