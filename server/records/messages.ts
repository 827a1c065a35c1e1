import type { Selectable } from 'kysely'
import type { Mailbox } from '../mail/addresses.ts'
import type { AttachmentTable, MessageTable } from '../store/tables/conversations.ts'

/** Mailboxes by header, in the order they were given. */
export interface Recipients {
  to: Mailbox[]
  cc: Mailbox[]
  bcc: Mailbox[]
}

/** The latest that is known of a delivery. */
export interface DeliveryEvent {
  event: 'DELIVERED' | 'DEFERRED' | 'BOUNCED' | 'FAILED'
  /** Milliseconds since 1970. */
  receivedAt: number
  /** SMTP reply code (RFC 5321 section 4.2), or a report's status (RFC 3463); null when no server answered. */
  code: string | null
  reason: string
}

export interface StoredMessage extends Omit<Selectable<MessageTable>, 'deliveries'> {
  attachments: Omit<Selectable<AttachmentTable>, 'message_id'>[]
}
