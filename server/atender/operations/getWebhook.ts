import type { operations } from '../../../generated/atender/types.ts'
import type { Handler } from '../../face/handler.ts'
import { webhookView } from '../webhook-views.ts'

export const getWebhook: Handler<operations['getWebhook']> = async ({ principal, path }, domain) => {
  const subscription = await domain.requireSubscription(principal.tenantId, path.id)
  return { status: 200, body: webhookView(subscription, domain.now()) }
}
