import type { operations } from '../../../generated/atender/types.ts'
import { listConversations as list } from '../../conversations/read.ts'
import { filled, type Handler } from '../../face/handler.ts'
import { pageOf } from '../page.ts'
import { conversationView } from '../views.ts'

export const listConversations: Handler<operations['listConversations']> = async (
  { principal, query },
  context,
) => {
  const { externalReference, status, channel, contact } = query
  const filter = { externalReference, status, channel, contact }
  const page = await pageOf(
    filled(query.limit),
    query.cursor,
    place => list(context, principal.tenantId, filter, place),
    conversationView,
  )
  return { status: 200, body: page }
}
