import type { operations } from '../../../generated/fernand/types.ts'
import type { Handler } from '../../face/handler.ts'
import { conversationView, storedStatus } from '../views.ts'

export const updateConversation: Handler<operations['updateConversation']> = async (
  { principal, path, body },
  domain,
) => {
  const { tenantId, agentId } = principal
  const change = {
    status: body.status && storedStatus[body.status],
    snoozeUntil: body.snooze_until,
    agent:
      body.agent_id === undefined && body.agent_email === undefined
        ? undefined
        : body.agent_id === null
          ? null
          : { id: body.agent_id, email: body.agent_email },
    subject: body.subject,
    contactId: body.contact_id,
  }
  const conversation = await domain.updateMailConversation(tenantId, path.id, change, agentId)
  return { status: 200, body: conversationView(conversation) }
}
