import type { operations } from '../../../generated/atender/types.ts'
import { filled, type Handler } from '../../face/handler.ts'
import { pageOf } from '../page.ts'
import { webhookView } from '../webhook-views.ts'

export const listWebhooks: Handler<operations['listWebhooks']> = async (
  { principal, query, cursors },
  domain,
) => {
  const now = domain.now()
  const page = await pageOf(
    cursors,
    filled(query.limit),
    query.cursor,
    place => domain.listSubscriptions(principal.tenantId, place),
    row => webhookView(row, now),
  )
  return { status: 200, body: page }
}
