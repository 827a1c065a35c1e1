import type { operations } from '../../../generated/fernand/types.ts'
import { filled, type Handler } from '../../handler.ts'
import { type Mailbox, parseAddressList } from '../../mail/addresses.ts'
import { decodeAttachments } from '../../messages/attachments.ts'
import { composeMail } from '../../messages/compose.ts'
import { messageView } from '../views.ts'

export const composeConversation: Handler<operations['composeConversation']> = async (
  { principal, body },
  context,
) => {
  const message = await composeMail(context, principal.tenantId, {
    channelId: body.channel_id,
    agent: { id: body.agent_id, email: body.agent_email },
    recipients: { to: mailboxes(body.to), cc: mailboxes(body.cc), bcc: mailboxes(body.bcc) },
    subject: body.subject ?? '',
    html: body.content.content,
    delay: filled(body.delay),
    generatedId: body.generated_id,
    attachments: decodeAttachments(body.content.attachments ?? []),
    actions: body.content.actions ?? [],
  })
  return { status: 200, body: messageView(message) }
}

function mailboxes(list: string | undefined): Mailbox[] {
  if (list === undefined) return []
  const parsed = parseAddressList(list)
  if (!parsed.ok) throw new Error('the format address-list let a list pass that cannot be read')
  return parsed.mailboxes
}
