import type { operations } from '../../../generated/fernand/types.ts'
import type { Handler } from '../../face/handler.ts'
import { idOf } from '../../tenants/numbers.ts'
import { changeOf } from '../change.ts'
import { conversationView } from '../views.ts'

export const updateConversation: Handler<operations['updateConversation']> = async (
  { principal, path, body },
  domain,
) => {
  const { tenantId, agentId } = principal
  const conversation = await domain.updateMailConversation(
    tenantId,
    idOf(principal.numbers, path.id),
    changeOf(body, principal.numbers),
    agentId,
  )
  return { status: 200, body: conversationView(conversation) }
}
