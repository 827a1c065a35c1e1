import type { operations } from '../../../generated/fernand/types.ts'
import { filled, type Handler } from '../../face/handler.ts'
import { encodedAttachments } from '../../messages/attachments.ts'
import { idOf } from '../../tenants/numbers.ts'
import { messageView } from '../views.ts'

export const replyToConversation: Handler<operations['replyToConversation']> = async (
  { principal, path, body, links },
  domain,
) => {
  const message = await domain.replyMail(principal.tenantId, idOf(principal.numbers, path.id), {
    agent: { id: body.agent_id, email: body.agent_email },
    html: body.content,
    delay: filled(body.delay),
    generatedId: body.generated_id,
    attachments: encodedAttachments(body.attachments ?? []),
    actions: body.actions ?? [],
    actionsAt: '/actions',
  })
  return { status: 200, body: messageView(message, links, principal) }
}
