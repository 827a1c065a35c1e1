import type { operations } from '../../../generated/atender/types.ts'
import { requireConversation } from '../../conversations/read.ts'
import { filled, type Handler } from '../../face/handler.ts'
import { listMessages as list } from '../../messages/read.ts'
import { pageOf } from '../page.ts'
import { messageView } from '../views.ts'

export const listMessages: Handler<operations['listMessages']> = async (
  { principal, path, query },
  context,
) => {
  const conversation = await requireConversation(context, principal.tenantId, path.id)
  const page = await pageOf(
    filled(query.limit),
    query.cursor,
    place => list(context, conversation.id, place),
    message => messageView(message, conversation),
  )
  return { status: 200, body: page }
}
