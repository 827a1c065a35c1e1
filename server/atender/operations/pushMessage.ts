import type { operations } from '../../../generated/atender/types.ts'
import type { Handler } from '../../face/handler.ts'
import { encodedAttachments } from '../../messages/attachments.ts'
import { messageView } from '../views.ts'

export const pushMessage: Handler<operations['pushMessage']> = async ({ principal, path, body }, domain) => {
  const { direction, text, html, sentAt, attachments = [] } = body
  const { message, conversation } = await domain.pushMessage(principal.tenantId, path.id, {
    direction,
    text,
    html,
    sentAt: sentAt === undefined ? undefined : Date.parse(sentAt),
    attachments: encodedAttachments(attachments),
  })
  return { status: 201, body: messageView(message, conversation) }
}
