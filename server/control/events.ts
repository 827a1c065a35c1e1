import { toWireEvent } from '../atender/events.ts'
import type { Happening, MailHappening } from '../events/happening.ts'
import { numberOf } from '../tenants/numbers.ts'

/** What happened, as Atender's webhooks tell it; of Fernand's, which has none, the numbers that its API has. */
export function eventOf(happening: Happening | MailHappening): { event: string; data: object } {
  if ('messageId' in happening) {
    const { name, conversationId, messageId } = happening
    return {
      event: name,
      data: { conversationId: numberOf(conversationId), messageId: numberOf(messageId) },
    }
  }
  const told = toWireEvent(happening)
  if (told) return { event: told.event, data: told.data }
  const conversation = 'conversation' in happening ? happening.conversation : undefined
  const message = 'message' in happening ? happening.message : undefined
  return {
    event: happening.name,
    data: {
      ...(conversation ? { conversationId: numberOf(conversation.id) } : {}),
      ...(message ? { messageId: numberOf(message.id) } : {}),
    },
  }
}
