import { toTimestamp } from '../../clock.ts'
import { Refusal } from '../../errors/refusal.ts'
import type { ControlHandlers } from '../handler.ts'
import type { HappenedEvent } from '../world.ts'

/** How many deliveries are listed. */
const MOST = 1_000

/** An event as the lists have it. */
export const eventView = ({ at, data, ...event }: HappenedEvent) => ({
  ...event,
  at: toTimestamp(at),
  data: { ...data },
})

export const happenedHandlers: ControlHandlers<'listEvents' | 'listJobs' | 'listDeliveries'> = {
  async listEvents({ world, query: { after, wait = 0 } }) {
    const found = await world.events.wait(wait, undefined, after)
    return { status: 200, body: { data: found.map(eventView), nextCursor: null } }
  },
  async listJobs({ world }) {
    if (!world.clock) throw new Refusal('invalid_state', 'The jobs of this tenant are not its own alone.')
    const jobs = await world.context.jobs.list()
    const data = jobs.map(({ runAt, ...job }) => ({ ...job, dueAt: toTimestamp(runAt) }))
    return { status: 200, body: { data, nextCursor: null } }
  },
  async listDeliveries({ world }) {
    const rows = await world.context.store.read(db =>
      db
        .selectFrom('webhook_delivery')
        .innerJoin('webhook_subscription', 'webhook_subscription.id', 'subscription_id')
        .select(['webhook_delivery.uid', 'url', 'event', 'status', 'step', 'due_at'])
        .select('webhook_delivery.created_at')
        .where('tenant_id', '=', world.tenantId)
        .orderBy('webhook_delivery.id', 'desc')
        .limit(MOST)
        .execute(),
    )
    const data = rows.map(({ uid, url, event, status, step, due_at, created_at }) => ({
      ...{ id: uid, url, event, status, attempts: step },
      // The first attempt is due when it was made.
      nextAttemptAt: status === 'pending' && due_at !== null ? toTimestamp(due_at || created_at) : null,
    }))
    return { status: 200, body: { data, nextCursor: null } }
  },
}
