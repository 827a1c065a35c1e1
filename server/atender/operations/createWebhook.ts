import type { operations } from '../../../generated/atender/types.ts'
import type { Handler } from '../../face/handler.ts'
import { webhookWithSecretView } from '../webhook-views.ts'

export const createWebhook: Handler<operations['createWebhook']> = async ({ principal, body }, domain) => {
  const subscription = await domain.createSubscription(principal.tenantId, body)
  return { status: 201, body: webhookWithSecretView(subscription, domain.now()) }
}
