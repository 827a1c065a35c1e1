import type { operations } from '../../../generated/atender/types.ts'
import type { Handler } from '../../face/handler.ts'
import { rotateSecret } from '../../webhooks/manage.ts'
import { webhookWithSecretView } from '../webhook-views.ts'

export const rotateWebhookSecret: Handler<operations['rotateWebhookSecret']> = async (
  { principal, path },
  context,
) => {
  const subscription = await rotateSecret(context, principal.tenantId, path.id)
  return { status: 200, body: webhookWithSecretView(subscription, context.clock.now()) }
}
