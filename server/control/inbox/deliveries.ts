/** The deliveries of webhooks, each with what was sent and what came of it. */
import type { components } from '../../../generated/control/types.ts'
import { toTimestamp } from '../../clock.ts'
import { Refusal } from '../../errors/refusal.ts'
import type { Db } from '../../store/store.ts'
import type { World } from '../world.ts'
import { idIn, requireAny } from './find.ts'

type Schemas = components['schemas']

/** How many are listed. */
const MOST = 1_000

/** The latest ones of a tenant, or of one of its conversations. @throws Refusal `not_found` */
export async function listDeliveries(
  world: World,
  conversation: string | undefined,
): Promise<Schemas['Delivery'][]> {
  const of = conversation === undefined ? undefined : await requireAny(world, conversation)
  const rows = await world.context.store.read(db => {
    const all = deliveriesOf(db, world.tenantId)
    return (of ? all.where('webhook_delivery.conversation_id', '=', of.id) : all)
      .orderBy('webhook_delivery.id', 'desc')
      .limit(MOST)
      .execute()
  })
  return rows.map(view)
}

/** @throws Refusal `not_found` */
export async function requireDelivery(
  { context, tenantId, name }: World,
  subscription: string,
  id: string,
): Promise<Schemas['DeliveryDetail']> {
  return await context.store.read(async db => {
    const row = await deliveriesOf(db, tenantId)
      .select('webhook_delivery.body')
      .where('webhook_subscription.uid', '=', subscription)
      .where('webhook_delivery.uid', '=', id)
      .executeTakeFirst()
    if (!row) throw new Refusal('not_found', `${name} has no delivery ${id} of that webhook.`)
    const attempts = await db
      .selectFrom('webhook_attempt')
      .selectAll()
      .where('delivery_id', '=', row.id)
      .orderBy('id')
      .execute()
    const tries = attempts.map(({ at, duration, status, error, answer }) => ({
      at: toTimestamp(at),
      milliseconds: duration,
      ...{ status, error, answer },
    }))
    return { ...view(row), body: row.body, tries }
  })
}

const deliveriesOf = (db: Db, tenantId: string) =>
  db
    .selectFrom('webhook_delivery')
    .innerJoin('webhook_subscription', 'webhook_subscription.id', 'webhook_delivery.subscription_id')
    .leftJoin('conversation', 'conversation.id', 'webhook_delivery.conversation_id')
    .select(['webhook_delivery.id', 'webhook_delivery.uid', 'webhook_delivery.event'])
    .select(['webhook_delivery.status', 'webhook_delivery.step', 'webhook_delivery.due_at'])
    .select(['webhook_delivery.created_at', 'webhook_subscription.uid as subscription'])
    .select(['webhook_subscription.url', 'conversation.id as conversation_id'])
    .select(['conversation.uid as conversation_uid', 'conversation.api'])
    .where('webhook_subscription.tenant_id', '=', tenantId)

type Row = Awaited<ReturnType<ReturnType<typeof deliveriesOf>['execute']>>[number]

function view(row: Row): Schemas['Delivery'] {
  const { uid, subscription, url, event, status, step, due_at, created_at } = row
  const { conversation_id: id, conversation_uid, api } = row
  return {
    ...{ id: uid, subscriptionId: subscription, url, event, status, attempts: step },
    conversationId:
      id === null || conversation_uid === null || api === null
        ? null
        : idIn({ id, uid: conversation_uid, api }),
    createdAt: toTimestamp(created_at),
    // The first attempt is due when it was made.
    nextAttemptAt: status === 'pending' && due_at !== null ? toTimestamp(due_at || created_at) : null,
  }
}
