import type { Context } from '../context.ts'
import { Refusal } from '../errors/refusal.ts'
import type { ConversationRow, MailConversation } from '../records/conversations.ts'
import type { Db, Tx } from '../store/store.ts'

/**
 * The tenant's conversation that was opened by Fernand's API.
 *
 * @throws Refusal `not_found`
 */
export async function requireMailConversationIn(
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
  const [conversation] = await withRecipientsAndTags(db, row ? [row] : [])
  if (!conversation) throw new Refusal('not_found', 'There is no conversation with this id.')
  return conversation
}

/** The same, outside a transaction. */
export const requireMailConversation = (
  { store }: Context,
  tenantId: string,
  id: number,
): Promise<MailConversation> => store.read(db => requireMailConversationIn(db, tenantId, id))

/**
 * The same for writing: other transactions that want it wait until this one has ended.
 *
 * @throws Refusal `not_found`
 */
export async function lockMailConversation(
  { db }: Tx,
  tenantId: string,
  id: number,
): Promise<ConversationRow> {
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
export async function withRecipientsAndTags(db: Db, rows: ConversationRow[]): Promise<MailConversation[]> {
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
