import type { operations } from '../../../generated/fernand/types.ts'
import type { Handler } from '../../face/handler.ts'
import { idOf } from '../../tenants/numbers.ts'
import { conversationView } from '../views.ts'

export const removeTag: Handler<operations['removeTag']> = async ({ principal, path }, domain) => {
  const { tenantId, agentId } = principal
  const conversation = await domain.untagConversation(
    tenantId,
    idOf(principal.numbers, path.id),
    path.tag,
    agentId,
  )
  return { status: 200, body: conversationView(conversation) }
}
