import type { Context } from '../context.ts'
import type { StoredConversation } from '../records/conversations.ts'
import type { StoredMessage } from '../records/messages.ts'
import type { Tx } from '../store/store.ts'
import type { MessageTable } from '../store/tables/conversations.ts'
import { insertAttachment, insertMessage } from './insert.ts'
import { attachmentContent, type Content, sizeOf, writePieces } from './pieces.ts'

export interface NewAttachment {
  name: string
  type: string
  content: Content
}

type MailColumns = Pick<
  MessageTable,
  'channel_id' | 'mail_message_id' | 'recipients' | 'in_reply_to' | 'mail_references'
>
/** What is known of a mail that came in. */
type IncomingColumns = Pick<MessageTable, 'unsubscribe_url' | 'language' | 'mail_digest'> & {
  is_automated: number
}

export interface NewMessage {
  direction: 'in' | 'out'
  text: string | undefined
  html: string | undefined
  /** When it was sent where it came from, in milliseconds since 1970. */
  sentAt: number | undefined
  attachments?: NewAttachment[]
  /** Of a mail; an outgoing one is pending until the mail server has it. */
  mail?: { uid: string } & MailColumns & Partial<IncomingColumns>
  /** Who wrote an incoming one, where that may be another than the conversation's contact. */
  contactId?: number
}

/** Stores a message of a conversation, with its attachments. */
export async function addMessage(
  tx: Tx,
  { clock, ids }: Context,
  conversation: StoredConversation,
  { direction, text, html, sentAt, attachments = [], mail, contactId }: NewMessage,
): Promise<StoredMessage> {
  const now = clock.now()
  const isReply = direction === 'out'
  const row = {
    uid: ids.sortable(),
    tenant_id: conversation.tenant_id,
    conversation_id: conversation.id,
    direction,
    status: isReply ? (mail ? ('pending' as const) : ('sent' as const)) : ('received' as const),
    text: text ?? null,
    html: html ?? null,
    agent_id: isReply ? conversation.agent_id : null,
    contact_id: isReply ? null : (contactId ?? conversation.contact_id),
    created_at: now,
    sent_at: sentAt ?? (isReply && !mail ? now : null),
    delay: null,
    generated_id: null,
    actions: '[]',
    channel_id: null,
    mail_message_id: null,
    mail_digest: null,
    recipients: null,
    last_event: null,
    in_reply_to: null,
    mail_references: null,
    sending_since: null,
    unsubscribe_url: null,
    is_automated: 0,
    language: null,
    ...mail,
  }
  const id = await insertMessage(tx.db, row)
  return { ...row, id, attachments: await addAttachments(tx, { ids }, id, attachments) }
}

/** Stores the attachments of a message, in their order. */
export async function addAttachments(
  { db }: Tx,
  { ids }: Pick<Context, 'ids'>,
  messageId: number,
  attachments: NewAttachment[],
): Promise<StoredMessage['attachments']> {
  const stored: StoredMessage['attachments'] = []
  for (const { name, type, content } of attachments) {
    const file = { uid: ids.random(), name, type, size: sizeOf(content) }
    const id = await insertAttachment(db, { ...file, message_id: messageId })
    await writePieces(db, attachmentContent, id, content)
    stored.push({ id, ...file })
  }
  return stored
}
