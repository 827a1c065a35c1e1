import type { components } from '../../generated/atender/types.ts'
import { toTimestamp } from '../clock.ts'
import type { Context } from '../context.ts'
import { preparedInsert } from '../store/prepared.ts'
import type { Tx } from '../store/store.ts'
import { traceparent } from '../telemetry/trace.ts'
import { subscribersOf } from './subscribers.ts'

/** Something that happened, as its subscribers are told. */
export interface WebhookEvent {
  event: components['schemas']['EventName']
  /** Whose events keep their order; null for an event of no conversation. */
  conversationId: number | null
  /** The event's view, as the contract describes it. */
  data: object
}

const insertDelivery = preparedInsert('webhook_delivery', {
  uid: true,
  subscription_id: true,
  conversation_id: true,
  event: true,
  body: true,
  status: true,
  step: true,
  due_at: true,
  created_at: true,
  finished_at: true,
  traceparent: true,
})

/**
 * Tells the tenant's subscribers of an event: writes a delivery for each of them in the transaction that causes it,
 * so that there is one exactly when the change is durable. The envelope is the vendor's (webhook-events-reference).
 *
 * Events of a conversation are told in the order of these calls when the transactions wait for each other; write to
 * the conversation's row before.
 */
export async function emit(
  tx: Tx,
  context: Pick<Context, 'store' | 'clock' | 'ids' | 'bell'>,
  tenantId: string,
  { event, conversationId, data }: WebhookEvent,
): Promise<void> {
  const subscriptions = await subscribersOf(context, tx.db, tenantId, event)
  if (subscriptions.length === 0) return
  const now = context.clock.now()
  const uid = context.ids.sortable()
  const body = JSON.stringify({ event, tenantId, timestamp: toTimestamp(now), data })
  for (const subscriptionId of subscriptions) {
    await insertDelivery(tx.db, {
      uid,
      subscription_id: subscriptionId,
      conversation_id: conversationId,
      event,
      body,
      status: 'pending',
      step: 0,
      due_at: 0,
      created_at: now,
      finished_at: null,
      traceparent: traceparent() ?? null,
    })
  }
  tx.afterCommit(() => {
    for (const subscriptionId of subscriptions) context.bell.ring(subscriptionId)
  })
}
