import type { operations } from '../../../generated/fernand/types.ts'
import { readMailConversation } from '../../conversations/mail-read.ts'
import type { Handler } from '../../face/handler.ts'
import { conversationView } from '../views.ts'

export const getConversation: Handler<operations['getConversation']> = async (
  { principal, path },
  context,
) => {
  const conversation = await readMailConversation(context, principal.tenantId, path.id)
  return { status: 200, body: conversationView(conversation) }
}
