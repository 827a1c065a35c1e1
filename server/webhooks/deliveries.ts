import type { Selectable } from 'kysely'
import type { Context } from '../context.ts'
import { Refusal } from '../errors/refusal.ts'
import type { Db } from '../store/store.ts'
import type { WebhookAttemptTable, WebhookDeliveryTable } from '../store/tables/webhooks.ts'
import { requireSubscription } from './manage.ts'

/** A delivery with its attempts, the oldest first. */
export interface Delivery
  extends Pick<
    Selectable<WebhookDeliveryTable>,
    'id' | 'uid' | 'event' | 'status' | 'due_at' | 'created_at' | 'finished_at'
  > {
  attempts: Omit<Selectable<WebhookAttemptTable>, 'id' | 'delivery_id'>[]
}

/** How many attempts a delivery keeps when it is begun anew. */
const KEPT_ATTEMPTS = 12

interface Page {
  status: Delivery['status'] | undefined
  before: number | undefined
  limit: number
}

/**
 * One page of a subscription's deliveries, newest first, older than `before`.
 *
 * @throws Refusal `not_found`
 */
export async function listDeliveries(
  context: Context,
  tenantId: string,
  webhookId: string,
  { status, before = Number.MAX_SAFE_INTEGER, limit }: Page,
): Promise<Delivery[]> {
  const { id } = await requireSubscription(context, tenantId, webhookId)
  return await context.store.read(db => {
    const all = deliveriesOf(db, id).where('id', '<', before).orderBy('id', 'desc').limit(limit)
    return withAttempts(db, status === undefined ? all : all.where('status', '=', status))
  })
}

/** @throws Refusal `not_found` */
export async function requireDelivery(
  context: Context,
  tenantId: string,
  webhookId: string,
  uid: string,
): Promise<Delivery> {
  const { id } = await requireSubscription(context, tenantId, webhookId)
  return await context.store.read(async db =>
    found(await withAttempts(db, deliveriesOf(db, id).where('uid', '=', uid))),
  )
}

/**
 * Begins a delivery anew, with the same id and the same body.
 *
 * @throws Refusal `not_found`, `webhook_inactive`
 */
export async function redeliver(
  context: Context,
  tenantId: string,
  webhookId: string,
  uid: string,
): Promise<Delivery> {
  const subscription = await requireSubscription(context, tenantId, webhookId)
  return await context.store.write(async tx => {
    const rows = await tx.db
      .updateTable('webhook_delivery')
      .set({ status: 'pending', step: 0, due_at: 0, finished_at: null })
      .where('subscription_id', '=', subscription.id)
      .where('uid', '=', uid)
      .returning('id')
      .execute()
    const { id } = found(rows)
    if (subscription.is_active === 0) {
      throw new Refusal('webhook_inactive', 'The webhook is not active. Activate it first.')
    }
    await tx.db
      .deleteFrom('webhook_attempt')
      .where('delivery_id', '=', id)
      .where('id', 'not in', query =>
        query
          .selectFrom('webhook_attempt')
          .select('id')
          .where('delivery_id', '=', id)
          .orderBy('id', 'desc')
          .limit(KEPT_ATTEMPTS),
      )
      .execute()
    tx.afterCommit(() => context.bell.ring(subscription.id))
    return found(await withAttempts(tx.db, deliveriesOf(tx.db, subscription.id).where('id', '=', id)))
  })
}

const deliveriesOf = (db: Db, subscriptionId: number) =>
  db.selectFrom('webhook_delivery').selectAll().where('subscription_id', '=', subscriptionId)

/** In one statement: between two, an attempt could end that the other one has not seen. */
async function withAttempts(db: Db, deliveries: ReturnType<typeof deliveriesOf>): Promise<Delivery[]> {
  const rows = await db
    .selectFrom(deliveries.as('delivery'))
    .leftJoin('webhook_attempt as attempt', 'attempt.delivery_id', 'delivery.id')
    .select(['delivery.id', 'delivery.uid', 'delivery.event', 'delivery.status as delivery_status'])
    .select(['delivery.due_at', 'delivery.created_at', 'delivery.finished_at'])
    .select(['attempt.id as attempt_id', 'attempt.at', 'attempt.duration'])
    .select(['attempt.status', 'attempt.error', 'attempt.answer'])
    .orderBy('delivery.id', 'desc')
    .orderBy('attempt.id')
    .execute()
  const byId = new Map<number, Delivery>()
  for (const row of rows) {
    const { id, uid, event, delivery_status: status, due_at, created_at, finished_at } = row
    const delivery = byId.get(id) ?? { id, uid, event, status, due_at, created_at, finished_at, attempts: [] }
    byId.set(id, delivery)
    if (row.attempt_id === null) continue
    delivery.attempts.push({
      at: row.at ?? 0,
      duration: row.duration ?? 0,
      status: row.status,
      error: row.error,
      answer: row.answer,
    })
  }
  return [...byId.values()]
}

function found<T>([delivery]: T[]): T {
  if (!delivery) throw new Refusal('not_found', 'There is no delivery with this id.')
  return delivery
}
