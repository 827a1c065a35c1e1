import type { operations } from '../../../generated/atender/types.ts'
import type { Handler } from '../../face/handler.ts'
import { conversationView } from '../views.ts'

export const updateConversation: Handler<operations['updateConversation']> = async (
  { principal, path, body },
  domain,
) => {
  const { status, teamId, agentId } = body
  const conversation = await domain.updateConversation(principal.tenantId, path.id, {
    status,
    teamId,
    agentId,
  })
  return { status: 200, body: conversationView(conversation) }
}
