import type { operations } from '../../../generated/atender/types.ts'
import { filled, type Handler } from '../../face/handler.ts'
import { pageOf } from '../page.ts'
import { conversationView } from '../views.ts'

export const listConversations: Handler<operations['listConversations']> = async (
  { principal, query, cursors },
  domain,
) => {
  const { externalReference, status, channel, contact } = query
  const filter = { externalReference, status, channel, contact }
  const page = await pageOf(
    cursors,
    filled(query.limit),
    query.cursor,
    place => domain.listConversations(principal.tenantId, filter, place),
    conversationView,
  )
  return { status: 200, body: page }
}
