import type { operations } from '../../../generated/fernand/types.ts'
import type { Handler } from '../../face/handler.ts'
import { idOf } from '../../tenants/numbers.ts'
import { conversationView } from '../views.ts'

export const getConversation: Handler<operations['getConversation']> = async (
  { principal, path },
  domain,
) => {
  const conversation = await domain.requireMailConversation(
    principal.tenantId,
    idOf(principal.numbers, path.id),
  )
  return { status: 200, body: conversationView(conversation) }
}
