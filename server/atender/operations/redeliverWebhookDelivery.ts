import type { operations } from '../../../generated/atender/types.ts'
import type { Handler } from '../../face/handler.ts'
import { deliveryView } from '../webhook-views.ts'

export const redeliverWebhookDelivery: Handler<operations['redeliverWebhookDelivery']> = async (
  { principal, path },
  domain,
) => {
  const delivery = await domain.redeliver(principal.tenantId, path.id, path.deliveryId)
  return { status: 202, body: deliveryView(delivery) }
}
