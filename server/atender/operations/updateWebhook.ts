import type { operations } from '../../../generated/atender/types.ts'
import type { Handler } from '../../face/handler.ts'
import { webhookView } from '../webhook-views.ts'

export const updateWebhook: Handler<operations['updateWebhook']> = async (
  { principal, path, body },
  domain,
) => {
  const subscription = await domain.updateSubscription(principal.tenantId, path.id, body)
  return { status: 200, body: webhookView(subscription, domain.now()) }
}
