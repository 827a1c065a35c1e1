import type { operations } from '../../../generated/atender/types.ts'
import { filled, type Handler } from '../../face/handler.ts'
import { conversationView } from '../views.ts'

export const createOutboundConversation: Handler<operations['createOutboundConversation']> = async (
  { principal, body },
  domain,
) => {
  const said = body.outboundContext ?? {}
  const conversation = await domain.openOutbound(principal.tenantId, {
    externalReference: body.externalReference,
    contact: body.contact,
    subject: body.subject,
    channel: filled(body.channel),
    tags: body.tags ?? [],
    customFields: body.customFields ?? {},
    metadata: said.metadata ?? {},
    text: said.originalMessage,
    html: said.originalHtml,
    sentAt: said.sentAt === undefined ? undefined : Date.parse(said.sentAt),
  })
  return { status: 201, body: conversationView(conversation) }
}
