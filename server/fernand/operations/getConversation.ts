import type { operations } from '../../../generated/fernand/types.ts'
import type { Handler } from '../../face/handler.ts'
import { requireMailConversation } from '../../messages/read.ts'
import { conversationView } from '../views.ts'

export const getConversation: Handler<operations['getConversation']> = async (
  { principal, path },
  { store },
) => {
  const conversation = await store.read(db => requireMailConversation(db, principal.tenantId, path.id))
  return { status: 200, body: conversationView(conversation) }
}
