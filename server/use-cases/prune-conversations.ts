import { setImmediate } from 'node:timers/promises'
import { type ExpressionBuilder, sql } from 'kysely'
import type { Context } from '../context.ts'
import type { Db, Tx } from '../store/store.ts'
import type { ConversationTable } from '../store/tables/conversations.ts'
import type { Database } from '../store/tables/index.ts'

/** What nobody works on any more. */
const closed: ConversationTable['status'][] = ['done', 'archived', 'spam']

/** The most conversations, and bytes of their files, that one transaction deletes: others write in between. */
const MOST = 20
const BYTES = 8 * 2 ** 20
/** The most deliveries that one transaction looks at. */
const DELIVERIES = 500

export interface Prune {
  tenantId: string
  /** Since when nothing has changed in them, in milliseconds since 1970. */
  before: number
}

/** What goes, or has gone. */
export interface Pruned {
  conversations: number
  messages: number
  attachments: number
  /** Of the attachments. */
  bytes: number
}

export interface ToBePruned extends Pruned {
  /** The conversations by their status. */
  byStatus: Record<string, number>
}

/** Mail that is still to be sent is not deleted, whatever its conversation is. */
const isIdle = (expression: ExpressionBuilder<Database, 'conversation'>) =>
  expression.not(
    expression.exists(
      expression
        .selectFrom('message')
        .select('message.id')
        .whereRef('message.conversation_id', '=', 'conversation.id')
        .where(one => one.or([one('message.status', '=', 'pending'), one('sending_since', 'is not', null)])),
    ),
  )

const old = (db: Db, { tenantId, before }: Prune) =>
  db
    .selectFrom('conversation')
    .where('conversation.tenant_id', '=', tenantId)
    .where('conversation.status', 'in', closed)
    .where('conversation.updated_at', '<', before)
    .where(isIdle)

/** What `pruneConversations` would delete. */
export async function toBePruned({ store }: Pick<Context, 'store'>, prune: Prune): Promise<ToBePruned> {
  return await store.read(async db => {
    const count = sql<number>`count(*)`.as('count')
    const conversations = await old(db, prune)
      .select(['conversation.status', count])
      .groupBy('conversation.status')
      .execute()
    const within = old(db, prune).innerJoin('message', 'message.conversation_id', 'conversation.id')
    const messages = await within.select(count).executeTakeFirst()
    const files = await within
      .innerJoin('attachment', 'attachment.message_id', 'message.id')
      .select([count, sql<number>`coalesce(sum(attachment.size), 0)`.as('bytes')])
      .executeTakeFirst()
    return {
      byStatus: Object.fromEntries(conversations.map(({ status, count }) => [status, Number(count)])),
      conversations: conversations.reduce((sum, { count }) => sum + Number(count), 0),
      messages: Number(messages?.count ?? 0),
      attachments: Number(files?.count ?? 0),
      bytes: Number(files?.bytes ?? 0),
    }
  })
}

/**
 * Deletes a tenant's closed conversations that nothing has changed in since a moment, with all that belongs to them, a few
 * in each transaction. Contacts stay.
 *
 * @param deleted is told of each transaction; false ends it early
 */
export async function pruneConversations(
  context: Pick<Context, 'store'>,
  prune: Prune,
  deleted: (some: Pruned) => boolean,
): Promise<void> {
  for (const status of closed) if (!(await pruneStatus(context, prune, status, deleted))) return
  await removeDeliveries(context, prune)
}

async function pruneStatus(
  { store }: Pick<Context, 'store'>,
  prune: Prune,
  status: ConversationTable['status'],
  deleted: (some: Pruned) => boolean,
): Promise<boolean> {
  for (;;) {
    const found = await store.read(db =>
      old(db, prune)
        .where('conversation.status', '=', status)
        .select(['conversation.id', sizeOf.as('bytes')])
        .orderBy('conversation.updated_at')
        .orderBy('conversation.id')
        .limit(MOST)
        .execute(),
    )
    const ids: number[] = []
    let bytes = 0
    for (const one of found) {
      bytes += Number(one.bytes)
      if (ids.length > 0 && bytes > BYTES) break
      ids.push(one.id)
    }
    if (ids.length === 0) return true
    const some = await store.write(tx => remove(tx, store, prune, ids))
    if (!deleted(some)) return false
    await setImmediate()
  }
}

const sizeOf = sql<number>`(select coalesce(sum(size), 0) from attachment
  join message on message.id = attachment.message_id where message.conversation_id = conversation.id)`

async function remove(
  { db }: Tx,
  { search }: Context['store'],
  prune: Prune,
  ids: number[],
): Promise<Pruned> {
  // An update takes the rows on either engine; what a customer has written to meanwhile is no longer old.
  const locked = await db
    .updateTable('conversation')
    .set(conversation => ({ status: conversation.ref('status') }))
    .where('id', 'in', ids)
    .where('id', 'in', old(db, prune).select('conversation.id').where('conversation.id', 'in', ids))
    .returning('id')
    .execute()
  if (locked.length === 0) return { conversations: 0, messages: 0, attachments: 0, bytes: 0 }
  const own = locked.map(({ id }) => id)
  const files = await db
    .selectFrom('attachment')
    .innerJoin('message', 'message.id', 'attachment.message_id')
    .select([sql<number>`count(*)`.as('count'), sql<number>`coalesce(sum(attachment.size), 0)`.as('bytes')])
    .where('message.conversation_id', 'in', own)
    .executeTakeFirst()
  const messages = await db
    .deleteFrom('message')
    .where('conversation_id', 'in', own)
    .returning(['id', 'conversation_id'])
    .execute()
  for (const { id, conversation_id } of messages)
    await search.remove(db, { conversationId: conversation_id, messageId: id })
  for (const conversationId of own) await search.remove(db, { conversationId })
  await db.deleteFrom('conversation').where('id', 'in', own).execute()
  return {
    conversations: own.length,
    messages: messages.length,
    attachments: Number(files?.count ?? 0),
    bytes: Number(files?.bytes ?? 0),
  }
}

/** Those that ended before the moment and are about a conversation that is gone. */
async function removeDeliveries(
  { store }: Pick<Context, 'store'>,
  { tenantId, before }: Prune,
): Promise<void> {
  // Ids go up with time: what is older stands in front.
  for (let after = 0; ; ) {
    const rows = await store.read(db =>
      db
        .selectFrom('webhook_delivery')
        .innerJoin('webhook_subscription', 'webhook_subscription.id', 'subscription_id')
        .leftJoin('conversation', 'conversation.id', 'webhook_delivery.conversation_id')
        .select(['webhook_delivery.id', 'webhook_delivery.created_at', 'webhook_subscription.tenant_id'])
        .select(['webhook_delivery.conversation_id', 'conversation.id as kept', 'finished_at'])
        .where('webhook_delivery.id', '>', after)
        .orderBy('webhook_delivery.id')
        .limit(DELIVERIES)
        .execute(),
    )
    const last = rows.at(-1)
    const ids = rows
      .filter(row => row.tenant_id === tenantId && row.conversation_id !== null && row.kept === null)
      .filter(row => row.finished_at !== null && row.finished_at < before)
      .map(({ id }) => id)
    if (ids.length > 0)
      await store.write(({ db }) => db.deleteFrom('webhook_delivery').where('id', 'in', ids).execute())
    if (last === undefined || last.created_at >= before) return
    after = last.id
  }
}
