import type { operations } from '../../../generated/atender/types.ts'
import type { Handler } from '../../face/handler.ts'
import { requireSubscription } from '../../webhooks/manage.ts'
import { webhookView } from '../webhook-views.ts'

export const getWebhook: Handler<operations['getWebhook']> = async ({ principal, path }, context) => {
  const subscription = await requireSubscription(context, principal.tenantId, path.id)
  return { status: 200, body: webhookView(subscription, context.clock.now()) }
}
