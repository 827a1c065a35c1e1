import type { Context } from '../context.ts'
import { prepared } from '../store/prepared.ts'
import type { Db } from '../store/store.ts'

/** Who is to be told of a tenant's events: ids of subscriptions by the name of the event. */
type Subscribers = ReadonlyMap<string, readonly number[]>

/** How long they serve, in milliseconds, where nobody announces a change: every event would read the same rows. */
const FRESH = 1_000

interface Known {
  subscribers: Subscribers
  until: number
  edition: number
}

const knownBy = new WeakMap<Context['store'], Map<string, Known>>()

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
  const known = knownBy.get(store) ?? new Map<string, Known>()
  knownBy.set(store, known)
  const edition = store.edition()
  const entry = known.get(tenantId)
  const now = clock.now()
  // One that serves for longer is of a clock that was set back since.
  if (entry && entry.edition === edition && entry.until > now && entry.until <= now + FRESH)
    return entry.subscribers.get(event) ?? []
  const subscribers = new Map<string, number[]>()
  for (const { id, events } of await activeSubscriptions(db, { tenantId })) {
    for (const name of JSON.parse(events) as string[]) {
      const ids = subscribers.get(name)
      if (ids) ids.push(id)
      else subscribers.set(name, [id])
    }
  }
  known.set(tenantId, { subscribers, until: clock.now() + FRESH, edition })
  return subscribers.get(event) ?? []
}
