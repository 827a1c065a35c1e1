import { toTimestamp } from '../../clock.ts'
import { eventNames, webhookRules } from '../../contracts.ts'
import { Refusal } from '../../errors/refusal.ts'
import { redeliver } from '../../webhooks/deliveries.ts'
import {
  createSubscription,
  deleteSubscription,
  listSubscriptions,
  type Subscription,
} from '../../webhooks/manage.ts'
import type { ControlHandlers } from '../handler.ts'
import { listDeliveries, requireDelivery } from '../inbox/deliveries.ts'

const view = (row: Subscription) => ({
  id: row.uid,
  name: row.name,
  url: row.url,
  events: JSON.parse(row.events) as string[], // as it was written
  isActive: row.is_active === 1,
  disabledReason: row.disabled_reason,
  createdAt: toTimestamp(row.created_at),
})

/** @throws Refusal `validation_failed` for a name of none */
function namedEvents(given: readonly string[]): string[] {
  const unknown = given.flatMap((name, index) =>
    name === '*' || eventNames.includes(name)
      ? []
      : [{ path: `/events/${index}`, code: 'enum', message: `events.${index} is no event: ${name}` }],
  )
  if (unknown.length > 0) throw Refusal.invalid(unknown)
  return given.includes('*') ? [...eventNames] : [...given]
}

export const webhookHandlers: ControlHandlers<
  | 'listSubscriptions'
  | 'createSubscription'
  | 'deleteSubscription'
  | 'listDeliveries'
  | 'getDelivery'
  | 'redeliverDelivery'
> = {
  async listSubscriptions({ world }) {
    const page = { before: undefined, limit: webhookRules.maxPerTenant }
    const rows = await listSubscriptions(world.context, world.tenantId, page)
    return { status: 200, body: { data: rows.map(view), nextCursor: null } }
  },
  async createSubscription({ world, body: { name, url, events } }) {
    const given = { name, url, events: namedEvents(events) }
    const made = await createSubscription(world.context, world.tenantId, given)
    return { status: 201, body: { ...view(made), secret: made.secret } }
  },
  async deleteSubscription({ world, path }) {
    await deleteSubscription(world.context, world.tenantId, path.id)
    return { status: 204 }
  },
  listDeliveries: async ({ world, query }) => ({
    status: 200,
    body: { data: await listDeliveries(world, query.conversation), nextCursor: null },
  }),
  getDelivery: async ({ world, path }) => ({
    status: 200,
    body: await requireDelivery(world, path.id, path.deliveryId),
  }),
  async redeliverDelivery({ world, path }) {
    await redeliver(world.context, world.tenantId, path.id, path.deliveryId)
    return { status: 202, body: await requireDelivery(world, path.id, path.deliveryId) }
  },
}
