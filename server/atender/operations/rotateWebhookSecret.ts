import type { operations } from '../../../generated/atender/types.ts'
import type { Handler } from '../../face/handler.ts'
import { webhookWithSecretView } from '../webhook-views.ts'

export const rotateWebhookSecret: Handler<operations['rotateWebhookSecret']> = async (
  { principal, path },
  domain,
) => {
  const subscription = await domain.rotateSecret(principal.tenantId, path.id)
  return { status: 200, body: webhookWithSecretView(subscription, domain.now()) }
}
