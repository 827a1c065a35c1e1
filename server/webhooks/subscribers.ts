import type { Context } from '../context.ts'
import { prepared } from '../store/prepared.ts'
import type { Db } from '../store/store.ts'

/** Who is to be told of a tenant's events: ids of subscriptions by the name of the event. */
type Subscribers = ReadonlyMap<string, readonly number[]>

/**
 * How long they serve, in milliseconds. Every event would read the same rows; what this process changes counts at
 * once, what another one changes this much later at most.
 */
const FRESH = 1_000

interface Known {
  byTenant: Map<string, { subscribers: Subscribers; until: number }>
  /** Counts what was forgotten, so that what was read before that is not kept. */
  changes: number
}

const knownBy = new WeakMap<Context['store'], Known>()

function knownOf(store: Context['store']): Known {
  const known = knownBy.get(store) ?? { byTenant: new Map(), changes: 0 }
  knownBy.set(store, known)
  return known
}

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
  { store, clock }: Pick<Context, 'store' | 'clock'>,
  db: Db,
  tenantId: string,
  event: string,
): Promise<readonly number[]> {
  const known = knownOf(store)
  const entry = known.byTenant.get(tenantId)
  const now = clock.now()
  // One that serves for longer is of a clock that was set back since.
  if (entry && entry.until > now && entry.until <= now + FRESH) return entry.subscribers.get(event) ?? []
  const { changes } = known
  const subscribers = new Map<string, number[]>()
  for (const { id, events } of await activeSubscriptions(db, { tenantId })) {
    for (const name of JSON.parse(events) as string[]) {
      const ids = subscribers.get(name)
      if (ids) ids.push(id)
      else subscribers.set(name, [id])
    }
  }
  if (known.changes === changes) {
    known.byTenant.set(tenantId, { subscribers, until: clock.now() + FRESH })
  }
  return subscribers.get(event) ?? []
}

/** To be called when a change of the tenant's subscriptions is durable. */
export function forgetSubscribers(store: Context['store'], tenantId: string): void {
  const known = knownOf(store)
  known.changes++
  known.byTenant.delete(tenantId)
}
