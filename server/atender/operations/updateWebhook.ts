import type { operations } from '../../../generated/atender/types.ts'
import type { Handler } from '../../face/handler.ts'
import { updateSubscription } from '../../webhooks/manage.ts'
import { webhookView } from '../webhook-views.ts'

export const updateWebhook: Handler<operations['updateWebhook']> = async (
  { principal, path, body },
  context,
) => {
  const subscription = await updateSubscription(context, principal.tenantId, path.id, body)
  return { status: 200, body: webhookView(subscription, context.clock.now()) }
}
