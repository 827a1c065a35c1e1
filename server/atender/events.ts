import type { components } from '../../generated/atender/types.ts'
import { toTimestamp } from '../clock.ts'
import type { EventName, Happening } from '../events/happening.ts'
import { contactView, conversationView, messageView } from './views.ts'

type Schemas = components['schemas']

/** What each event carries, as the contract's `webhooks` describe it. */
type EventData =
  | Schemas['Conversation']
  | Schemas['Message']
  | Schemas['Contact']
  | Schemas['SlaDeadline']
  | Schemas['AssignmentChange']

/** An event on its way to the subscribers. */
export interface WireEvent {
  event: EventName
  /** Whose order is kept; null for what belongs to no conversation. */
  conversationId: number | null
  data: EventData
}

/** What happened, as Atender's subscribers are told; undefined for what happened behind the other API. */
export function toWireEvent(happening: Happening): WireEvent | undefined {
  const { name: event } = happening
  if ('contact' in happening) return { event, conversationId: null, data: contactView(happening.contact) }
  const { conversation } = happening
  if (conversation.api !== 'atender') return undefined
  const whose = { conversationId: conversation.uid, externalReference: conversation.external_reference }
  switch (happening.name) {
    case 'message.received':
    case 'message.sent':
      return { event, conversationId: conversation.id, data: messageView(happening.message, conversation) }
    case 'assignment.changed': {
      const { previous, current } = happening
      return { event, conversationId: conversation.id, data: { ...whose, previous, current } }
    }
    case 'sla.warning':
    case 'sla.breached': {
      const { metric, deadline } = happening
      const data = { ...whose, metric, deadline: toTimestamp(deadline) }
      return { event, conversationId: conversation.id, data }
    }
    default:
      return { event, conversationId: conversation.id, data: conversationView(conversation) }
  }
}
