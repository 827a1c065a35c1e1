import type { operations } from '../../../generated/atender/types.ts'
import type { Handler } from '../../face/handler.ts'
import { conversationView } from '../views.ts'

export const getConversation: Handler<operations['getConversation']> = async (
  { principal, path },
  domain,
) => {
  const conversation = await domain.requireConversation(principal.tenantId, path.id)
  return { status: 200, body: conversationView(conversation) }
}
