import type { Selectable, SelectQueryBuilder } from 'kysely'
import type { Context } from '../context.ts'
import type { MailConversation } from '../records/conversations.ts'
import type { Db, Store } from '../store/store.ts'
import type { ConversationTable } from '../store/tables/conversations.ts'
import type { Database } from '../store/tables/index.ts'
import type { MailQuery } from './mail-query.ts'
import { withRecipientsAndTags } from './mail-read.ts'

/** `longest` and `priority` begin with those who wait, and differ in how the rest is ordered. */
export type MailOrder = 'priority' | 'oldest' | 'newest' | 'longest'

/** A place in a list: behind this conversation. */
export interface MailPlace {
  /** Since when its customer waited; null in the part of those who do not. */
  waitingSince: number | null
  id: number
}

type Row = Selectable<ConversationTable>
type Query = SelectQueryBuilder<Database, 'conversation', Row>

/** One page of a tenant's conversations that were opened by Fernand's API. */
export function listMailConversations(
  { store }: Context,
  tenantId: string,
  query: MailQuery,
  { order, after, limit }: { order: MailOrder; after: MailPlace | undefined; limit: number },
): Promise<MailConversation[]> {
  return store.read(async db => {
    const all = await narrowed(db, store, tenantId, query)
    if (!all) return []
    const rows: Row[] = []
    const byWaiting = order === 'priority' || order === 'longest'
    if (byWaiting && (after === undefined || after.waitingSince !== null)) {
      rows.push(...(await waiting(all, after, limit)))
    }
    if (rows.length < limit) {
      const rest = byWaiting ? all.where('waiting_since', 'is', null) : all
      const from = byWaiting && after?.waitingSince !== null ? undefined : after?.id
      const direction = order === 'newest' || order === 'priority' ? 'desc' : 'asc'
      rows.push(...(await byId(rest, from, direction, limit - rows.length)))
    }
    return await withRecipientsAndTags(db, rows)
  })
}

function waiting(all: Query, after: MailPlace | undefined, limit: number): Promise<Row[]> {
  const { waitingSince = null, id = 0 } = after ?? {}
  const from =
    waitingSince === null
      ? all.where('waiting_since', 'is not', null)
      : all.where(row =>
          row.or([
            row('waiting_since', '>', waitingSince),
            row.and([row('waiting_since', '=', waitingSince), row('id', '>', id)]),
          ]),
        )
  return from.orderBy('waiting_since').orderBy('id').limit(limit).execute()
}

function byId(
  all: Query,
  from: number | undefined,
  direction: 'asc' | 'desc',
  limit: number,
): Promise<Row[]> {
  const rest = from === undefined ? all : all.where('id', direction === 'asc' ? '>' : '<', from)
  return rest.orderBy('id', direction).limit(limit).execute()
}

/** The conversations that the query means; undefined when it can mean none. */
async function narrowed(
  db: Db,
  { search }: Store,
  tenantId: string,
  { statuses, assigned, unassigned, tags, phrases, impossible }: MailQuery,
): Promise<Query | undefined> {
  if (impossible.length > 0) return undefined
  let query = db
    .selectFrom('conversation')
    .selectAll()
    .where('tenant_id', '=', tenantId)
    .where('api', '=', 'fernand')
  if (statuses.length > 0) query = query.where('status', 'in', statuses)
  if (unassigned !== undefined) query = query.where('agent_id', unassigned ? 'is' : 'is not', null)
  if (assigned.length > 0) {
    const agents = await db
      .selectFrom('agent')
      .select('id')
      .where('tenant_id', '=', tenantId)
      .where('email', 'in', assigned)
      .execute()
    if (agents.length === 0) return undefined
    query = query.where(
      'agent_id',
      'in',
      agents.map(({ id }) => id),
    )
  }
  for (const tag of tags) {
    const found = (await tagsOf(db, tenantId)).filter(
      ({ slug, name }) => slug === tag || name.toLowerCase() === tag,
    )
    if (found.length === 0) return undefined
    query = query.where('id', 'in', carrying =>
      carrying
        .selectFrom('conversation_tag')
        .select('conversation_id')
        .where(
          'tag_id',
          'in',
          found.map(({ id }) => id),
        )
        .where('tenant_id', '=', tenantId),
    )
  }
  for (const words of phrases) query = query.where('id', 'in', search.conversationsWith(words))
  return query
}

const tagsOf = (db: Db, tenantId: string) =>
  db.selectFrom('tag').select(['id', 'slug', 'name']).where('tenant_id', '=', tenantId).execute()
