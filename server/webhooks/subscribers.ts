import type { Context } from '../context.ts'
import { prepared } from '../store/prepared.ts'
import type { Db } from '../store/store.ts'
import { ageOf, FRESH, type ReadAt, readNow } from '../tenants/fresh.ts'

/** Who is to be told of a tenant's events: ids of subscriptions by the name of the event. */
type Subscribers = ReadonlyMap<string, readonly number[]>

/** Every event would read the same rows. */
const knownBy = new WeakMap<Context['store'], Map<string, { subscribers: Subscribers; readAt: ReadAt }>>()

const activeSubscriptions = prepared<{ tenantId: string }, { id: number; events: string }>((db, value) =>
  db
    .selectFrom('webhook_subscription')
    .innerJoin('tenant', 'tenant.id', 'webhook_subscription.tenant_id')
    .select(['webhook_subscription.id', 'webhook_subscription.events'])
    .where('webhook_subscription.tenant_id', '=', value('tenantId'))
    .where('webhook_subscription.is_active', '=', 1)
    .where('tenant.webhooks', '=', 1)
    .orderBy('webhook_subscription.id'),
)

/** The ids of the tenant's active subscriptions to an event, in the order of their creation. */
export async function subscribersOf(
  context: Pick<Context, 'store' | 'clock'>,
  db: Db,
  tenantId: string,
  event: string,
): Promise<readonly number[]> {
  const known = knownBy.get(context.store) ?? new Map<string, { subscribers: Subscribers; readAt: ReadAt }>()
  knownBy.set(context.store, known)
  const readAt = readNow(context)
  const entry = known.get(tenantId)
  if (entry && ageOf(entry.readAt, readAt) < FRESH) return entry.subscribers.get(event) ?? []
  const subscribers = new Map<string, number[]>()
  for (const { id, events } of await activeSubscriptions(db, { tenantId })) {
    for (const name of JSON.parse(events) as string[]) {
      const ids = subscribers.get(name)
      if (ids) ids.push(id)
      else subscribers.set(name, [id])
    }
  }
  known.set(tenantId, { subscribers, readAt })
  return subscribers.get(event) ?? []
}
