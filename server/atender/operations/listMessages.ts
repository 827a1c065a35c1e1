import type { operations } from '../../../generated/atender/types.ts'
import { filled, type Handler } from '../../face/handler.ts'
import { pageOf } from '../page.ts'
import { messageView } from '../views.ts'

export const listMessages: Handler<operations['listMessages']> = async (
  { principal, path, query, cursors },
  domain,
) => {
  const conversation = await domain.requireConversation(principal.tenantId, path.id)
  const page = await pageOf(
    cursors,
    filled(query.limit),
    query.cursor,
    place => domain.listMessages(conversation.id, place),
    message => messageView(message, conversation),
  )
  return { status: 200, body: page }
}
