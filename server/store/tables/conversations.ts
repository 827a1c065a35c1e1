import type { ColumnType, Generated } from 'kysely'

type Json = string
/** 0 or 1: one spelling for both engines. */
type Flag = number
/** Milliseconds since 1970-01-01T00:00:00Z. */
type Moment = number

export interface ContactTable {
  id: Generated<number>
  uid: string
  tenant_id: string
  /** In lower case. */
  email: string
  /** Null when nobody told one; readers then see the local part of the address. */
  name: string | null
  phone: string | null
  created_at: Moment
  updated_at: Moment
}

export interface ConversationTable {
  /** Fernand's id, once it is a number of the tenant's own: see tenants/numbers.ts. */
  id: Generated<number>
  /** Atender's id. */
  uid: string
  tenant_id: string
  /** The API that opened it; each face sees its own. */
  api: 'atender' | 'fernand'
  external_reference: string | null
  subject: string
  /** What the conversation came by: Atender's channel names. */
  channel: string
  /** The mail channel it is sent from: of Fernand's, and of Atender's once a mail went out. */
  channel_id: number | null
  contact_id: number
  team_id: string | null
  agent_id: number | null
  status: 'active' | 'snoozed' | 'done' | 'archived' | 'spam'
  custom_fields: Json
  metadata: Json
  created_at: Moment
  updated_at: Moment
  last_incoming_at: Moment | null
  /** The archived conversation that a customer's message continues here. */
  previous_uid: string | null
  /** When a snoozed one wakes by itself; null for never. */
  snooze_until: Moment | null
  /** Since when the customer waits for an answer, of Fernand's conversations; null when nobody does. */
  waiting_since: Moment | null
}

/** What stands in a conversation's timeline beside its messages: notes and events. */
export interface EntryTable {
  /** Never that of a message. */
  id: number
  conversation_id: number
  kind: 'note' | 'event'
  /** Who wrote the note, or changed the conversation; null for no agent. */
  agent_id: number | null
  created_at: Moment
  /** Of a note. */
  html: string | null
  edited_at: Moment | null
  generated_id: string | null
  actions: Json
  /** Ids of agents as strings, or `everyone`. */
  mentions: Json
  /** Of an event: what changed. See conversations/entries.ts. */
  event: string | null
  data: Json
}

/** A message that an agent begins and another one may finish. */
export interface DraftTable {
  id: Generated<number>
  conversation_id: number
  title: string | null
  /** An object. */
  content: Json
  author_id: number | null
  /** Whom it is for; null for everybody. */
  target_id: number | null
  created_at: Moment
  updated_at: Moment
}

export interface ConversationTagTable {
  conversation_id: number
  tag_id: number
  tenant_id: string
}

export interface RecipientTable {
  id: Generated<number>
  conversation_id: number
  contact_id: number
  kind: 'to' | 'cc' | 'bcc' | 'from' | 'reply-to'
}

export interface MessageTable {
  /** Fernand's id, without its prefix, as that of a conversation. */
  id: Generated<number>
  uid: string
  tenant_id: string
  conversation_id: number
  direction: 'in' | 'out'
  status: 'pending' | 'sent' | 'received' | 'bounced' | 'error'
  text: string | null
  html: string | null
  agent_id: number | null
  contact_id: number | null
  created_at: Moment
  /** When the message was sent where it came from; for outgoing mail, when the mail server took it. */
  sent_at: Moment | null
  /** Seconds between `created_at` and the sending. */
  delay: number | null
  generated_id: string | null
  actions: Json
  /** The mail channel that a mail came to or goes out from; null for what is no mail. */
  channel_id: number | null
  /** The RFC 5322 Message-ID of a mail, with its angle brackets; the same at every attempt. */
  mail_message_id: string | null
  /** Of a mail that came in: the same at each delivery of it. Null where two alike may be two. See mail/digest.ts. */
  mail_digest: string | null
  /** Mailboxes by header, `{to, cc, bcc}`; null for what is no mail. */
  recipients: Json | null
  /** `{event, receivedAt, code, reason}`: the latest that is known of the delivery. */
  last_event: Json | null
  /** What became of an outgoing mail for each recipient; null before the first attempt. See messages/deliveries.ts. */
  deliveries: ColumnType<Json | null, never, Json | null>
  /** The Message-ID of the mail that this one answers. */
  in_reply_to: string | null
  /** The Message-IDs of the thread, oldest first, with spaces between (RFC 5322 section 3.6.4). */
  mail_references: string | null
  /** Since when it is being handed to the mail server; null before and after. */
  sending_since: Moment | null
  /** Where its reader can leave the mailing list (RFC 2369). */
  unsubscribe_url: string | null
  /** Whether no person sent it (RFC 3834). */
  is_automated: Generated<Flag>
  /** ISO 639-1; null when it is not known. Of an outgoing mail it is known once that was tried. */
  language: string | null
}

export interface AttachmentTable {
  id: Generated<number>
  uid: string
  message_id: number
  name: string
  type: string
  /** In bytes. */
  size: number
}

/** What is in an attachment, in pieces; an empty one has an empty piece. See messages/pieces.ts. */
export interface AttachmentContentTable {
  attachment_id: number
  /** From 0. */
  position: number
  content: Uint8Array
}

/** The source of a mail, byte for byte as it is sent, or as it came, in pieces. */
export interface MessageSourceTable {
  message_id: number
  /** From 0. */
  position: number
  source: Uint8Array
}

/** A deadline that a service level sets for a conversation. */
export interface SlaTargetTable {
  id: Generated<number>
  conversation_id: number
  metric: 'first_reply' | 'resolution'
  deadline: Moment
  state: 'running' | 'warned' | 'breached' | 'met'
}
