import type { operations } from '../../../generated/atender/types.ts'
import { requireConversation } from '../../conversations/read.ts'
import type { Handler } from '../../face/handler.ts'
import { conversationView } from '../views.ts'

export const getConversation: Handler<operations['getConversation']> = async (
  { principal, path },
  context,
) => {
  const conversation = await requireConversation(context, principal.tenantId, path.id)
  return { status: 200, body: conversationView(conversation) }
}
