import type { components, operations } from '../../../generated/fernand/types.ts'
import { maxAttachmentBytes } from '../../contracts.ts'
import { filled, type Handler } from '../../handler.ts'
import { type Mailbox, parseAddressList } from '../../mail/addresses.ts'
import { composeMail } from '../../messages/compose.ts'
import { Refusal } from '../../refusal.ts'
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
    attachments: decode(body.content.attachments ?? []),
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

/** @throws Refusal `payload_too_large` when the attachments decode to more than a message may carry */
function decode(attachments: components['schemas']['AttachmentCreate'][]) {
  const decoded = attachments.map(({ name, type, content }) => ({
    name,
    type,
    content: Buffer.from(content, 'base64'),
  }))
  const size = decoded.reduce((sum, { content }) => sum + content.length, 0)
  if (size > maxAttachmentBytes) {
    throw new Refusal('payload_too_large', `The attachments decode to more than ${maxAttachmentBytes} bytes.`)
  }
  return decoded
}
