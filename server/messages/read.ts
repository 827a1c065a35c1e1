import type { Selectable } from 'kysely'
import { Refusal } from '../errors/refusal.ts'
import type { Mailbox } from '../mail/addresses.ts'
import type { Db, Tx } from '../store/store.ts'
import type {
  AttachmentTable,
  ConversationTable,
  MessageTable,
  RecipientTable,
} from '../store/tables/conversations.ts'

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

export interface MailConversation extends Selectable<ConversationTable> {
  recipients: Selectable<RecipientTable>[]
  tagIds: number[]
}

/**
 * The tenant's conversation that was opened by Fernand's API.
 *
 * @throws Refusal `not_found`
 */
export async function requireMailConversation(
  db: Db,
  tenantId: string,
  id: number,
): Promise<MailConversation> {
  const row = await db
    .selectFrom('conversation')
    .selectAll()
    .where('id', '=', id)
    .where('tenant_id', '=', tenantId)
    .where('api', '=', 'fernand')
    .executeTakeFirst()
  const [conversation] = await withParticipants(db, row ? [row] : [])
  if (!conversation) throw new Refusal('not_found', 'There is no conversation with this id.')
  return conversation
}

/**
 * The same for writing: other transactions that want it wait until this one has ended.
 *
 * @throws Refusal `not_found`
 */
export async function lockMailConversation(
  { db }: Tx,
  tenantId: string,
  id: number,
): Promise<Selectable<ConversationTable>> {
  // An update takes the row on either engine; SQLite knows no FOR UPDATE.
  const row = await db
    .updateTable('conversation')
    .set(conversation => ({ status: conversation.ref('status') }))
    .where('id', '=', id)
    .where('tenant_id', '=', tenantId)
    .where('api', '=', 'fernand')
    .returningAll()
    .executeTakeFirst()
  if (!row) throw new Refusal('not_found', 'There is no conversation with this id.')
  return row
}

/** The conversations with their recipients and their tags. */
export async function withParticipants(
  db: Db,
  rows: Selectable<ConversationTable>[],
): Promise<MailConversation[]> {
  if (rows.length === 0) return []
  const ids = rows.map(({ id }) => id)
  const recipients = await db
    .selectFrom('recipient')
    .selectAll()
    .where('conversation_id', 'in', ids)
    .orderBy('id')
    .execute()
  const tags = await db
    .selectFrom('conversation_tag')
    .select(['conversation_id', 'tag_id'])
    .where('conversation_id', 'in', ids)
    .orderBy('tag_id')
    .execute()
  const recipientsOf = Map.groupBy(recipients, ({ conversation_id }) => conversation_id)
  const tagsOf = Map.groupBy(tags, ({ conversation_id }) => conversation_id)
  return rows.map(row => ({
    ...row,
    recipients: recipientsOf.get(row.id) ?? [],
    tagIds: (tagsOf.get(row.id) ?? []).map(({ tag_id }) => tag_id),
  }))
}

/** One page of a conversation's messages, newest first, older than the message `before`. */
export async function listMessages(
  db: Db,
  conversationId: number,
  { before, limit }: { before: number | undefined; limit: number },
): Promise<StoredMessage[]> {
  let query = db
    .selectFrom('message')
    .selectAll()
    .where('conversation_id', '=', conversationId)
    .orderBy('id', 'desc')
    .limit(limit)
  if (before !== undefined) query = query.where('id', '<', before)
  return await withAttachments(db, await query.execute())
}

async function withAttachments(db: Db, messages: Selectable<MessageTable>[]): Promise<StoredMessage[]> {
  if (messages.length === 0) return []
  const attachments = await db
    .selectFrom('attachment')
    .select(['id', 'uid', 'message_id', 'name', 'type', 'size'])
    .where(
      'message_id',
      'in',
      messages.map(({ id }) => id),
    )
    .orderBy('id')
    .execute()
  const byMessage = Map.groupBy(attachments, ({ message_id }) => message_id)
  return messages.map(message => ({ ...message, attachments: byMessage.get(message.id) ?? [] }))
}
