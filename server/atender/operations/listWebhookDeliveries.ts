import type { operations } from '../../../generated/atender/types.ts'
import { filled, type Handler } from '../../face/handler.ts'
import { pageOf } from '../page.ts'
import { deliveryView } from '../webhook-views.ts'

export const listWebhookDeliveries: Handler<operations['listWebhookDeliveries']> = async (
  { principal, path, query, cursors },
  domain,
) => {
  const page = await pageOf(
    cursors,
    filled(query.limit),
    query.cursor,
    place => domain.listDeliveries(principal.tenantId, path.id, { ...place, status: query.status }),
    deliveryView,
  )
  return { status: 200, body: page }
}
