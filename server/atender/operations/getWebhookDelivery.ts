import type { operations } from '../../../generated/atender/types.ts'
import type { Handler } from '../../face/handler.ts'
import { deliveryView } from '../webhook-views.ts'

export const getWebhookDelivery: Handler<operations['getWebhookDelivery']> = async (
  { principal, path },
  domain,
) => {
  const delivery = await domain.requireDelivery(principal.tenantId, path.id, path.deliveryId)
  return { status: 200, body: deliveryView(delivery) }
}
