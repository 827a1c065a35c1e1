import type { Selectable } from 'kysely'
import type { Context } from '../context.ts'
import type { StoredMessage } from '../records/messages.ts'
import type { Db } from '../store/store.ts'
import type { MessageTable } from '../store/tables/conversations.ts'

/** A page: the newest `limit` messages that are older than the message, or the entry, `before`. */
export interface Page {
  before: number | undefined
  limit: number
}

/** A message with what became of it for each recipient, as JSON. */
export type WithDeliveries = StoredMessage & Pick<Selectable<MessageTable>, 'deliveries'>

/** One page of a conversation's messages, newest first. */
export function listMessages(
  { store }: Context,
  conversationId: number,
  page: Page,
): Promise<StoredMessage[]> {
  return store.read(db => messagesBefore(db, conversationId, page))
}

/** The same in a transaction. */
export async function messagesBefore(
  db: Db,
  conversationId: number,
  { before, limit }: Page,
): Promise<WithDeliveries[]> {
  let query = db
    .selectFrom('message')
    .selectAll()
    .where('conversation_id', '=', conversationId)
    .orderBy('id', 'desc')
    .limit(limit)
  if (before !== undefined) query = query.where('id', '<', before)
  return await withAttachments(db, await query.execute())
}

async function withAttachments(db: Db, messages: Selectable<MessageTable>[]): Promise<WithDeliveries[]> {
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
