import type { operations } from '../../../generated/fernand/types.ts'
import { filled, type Handler } from '../../face/handler.ts'
import { encodedAttachments } from '../../messages/attachments.ts'
import { mailboxes } from '../mailboxes.ts'
import { messageView } from '../views.ts'

export const composeConversation: Handler<operations['composeConversation']> = async (
  { principal, body, links },
  domain,
) => {
  const message = await domain.composeMail(principal.tenantId, {
    channelId: body.channel_id,
    agent: { id: body.agent_id, email: body.agent_email },
    recipients: { to: mailboxes(body.to), cc: mailboxes(body.cc), bcc: mailboxes(body.bcc) },
    subject: body.subject ?? '',
    html: body.content.content,
    delay: filled(body.delay),
    generatedId: body.generated_id,
    attachments: encodedAttachments(body.content.attachments ?? []),
    actions: body.content.actions ?? [],
    actionsAt: '/content/actions',
  })
  return { status: 200, body: messageView(message, links, principal) }
}
