import type { Context } from '../context.ts'
import type { Publish } from '../events/happening.ts'
import { emit } from '../webhooks/emit.ts'
import { subscribersOf } from '../webhooks/subscribers.ts'
import { toWireEvent } from './events.ts'

/** Tells the tenant's webhooks of what happens, in the words of Atender's contract. */
export const publishTo =
  (context: () => Context): Publish =>
  async (tx, tenantId, happening) => {
    // Most tenants listen to nothing: what happens there is not put into words.
    const listeners = await subscribersOf(context(), tx.db, tenantId, happening.name)
    if (listeners.length === 0) return
    const event = toWireEvent(happening)
    if (event) await emit(tx, context(), tenantId, event)
  }
