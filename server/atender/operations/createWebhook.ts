import type { operations } from '../../../generated/atender/types.ts'
import type { Handler } from '../../face/handler.ts'
import { createSubscription } from '../../webhooks/manage.ts'
import { webhookWithSecretView } from '../webhook-views.ts'

export const createWebhook: Handler<operations['createWebhook']> = async ({ principal, body }, context) => {
  const subscription = await createSubscription(context, principal.tenantId, body)
  return { status: 201, body: webhookWithSecretView(subscription, context.clock.now()) }
}
