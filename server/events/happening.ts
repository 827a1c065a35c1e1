import type { components } from '../../generated/atender/types.ts'
import type { StoredContact } from '../records/contacts.ts'
import type { Assignee, StoredConversation } from '../records/conversations.ts'
import type { StoredMessage } from '../records/messages.ts'
import type { Tx } from '../store/store.ts'

/** The names of Atender's contract: what a webhook subscription can ask for. */
export type EventName = components['schemas']['EventName']
/** What a service level measures. */
export type SlaMetric = components['schemas']['SlaMetric']

type Named<Name extends EventName> = { name: Name }

/** What happened to a tenant's data, with the things it happened to as they stand then. */
export type Happening =
  | (Named<
      'conversation.created' | 'conversation.updated' | 'conversation.resolved' | 'conversation.reopened'
    > & { conversation: StoredConversation })
  | (Named<'message.received' | 'message.sent'> & {
      conversation: StoredConversation
      message: StoredMessage
    })
  | (Named<'contact.created' | 'contact.updated'> & { contact: StoredContact })
  | (Named<'assignment.changed'> & {
      conversation: StoredConversation
      previous: Assignee
      current: Assignee
    })
  | (Named<'sla.warning' | 'sla.breached'> & {
      conversation: StoredConversation
      metric: SlaMetric
      /** Milliseconds since 1970. */
      deadline: number
    })

/** What an agent does by Fernand's API, of which no webhook tells. */
export interface MailHappening {
  name: 'conversation.composed' | 'conversation.replied'
  conversationId: number
  messageId: number
}

/** Tells whoever wants to know, in the transaction that makes it happen: all of it is durable, or none. */
export type Publish = (tx: Tx, tenantId: string, happening: Happening | MailHappening) => Promise<void>
