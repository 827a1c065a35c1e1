import type { Context } from '../context.ts'
import type { Happening, Publish } from '../events/happening.ts'
import { emit, type WebhookEvent } from './emit.ts'
import { subscribersOf } from './subscribers.ts'

/**
 * Tells the subscribers of webhooks what happens.
 *
 * @param describe what happened as they are told it; undefined for what is not theirs to know
 */
export const createPublish =
  (
    context: Pick<Context, 'store' | 'clock' | 'ids' | 'bell'>,
    describe: (happening: Happening) => WebhookEvent | undefined,
  ): Publish =>
  async (tx, tenantId, happening) => {
    if ('messageId' in happening) return
    // Most tenants listen to nothing: what happens there is not put into words.
    const listeners = await subscribersOf(context, tx.db, tenantId, happening.name)
    if (listeners.length === 0) return
    const event = describe(happening)
    if (event) await emit(tx, context, tenantId, event)
  }
