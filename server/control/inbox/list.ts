/** The conversations of both APIs in one list: what was touched last comes first. */
import { type RawBuilder, type SqlBool, sql } from 'kysely'
import type { components, operations } from '../../../generated/control/types.ts'
import { Refusal } from '../../errors/refusal.ts'
import { wordsOf } from '../../store/search.ts'
import type { Db } from '../../store/store.ts'
import type { World } from '../world.ts'
import { makeFindable } from './findable.ts'
import { conversationsOf } from './view.ts'

type Schemas = components['schemas']
type Query = NonNullable<operations['listConversations']['parameters']['query']>
type Folder = keyof Schemas['ConversationList']['counts']
type Status = Schemas['StoredStatus']

/** The statuses that each folder holds. */
const FOLDERS = {
  open: ['active'],
  snoozed: ['snoozed'],
  closed: ['done', 'archived'],
  spam: ['spam'],
} as const satisfies Record<Folder, Status[]>

/** A place in the list: behind this conversation. */
interface Place {
  updatedAt: number
  id: number
}

export async function listConversations(
  world: World,
  { folder, api, search, cursor, limit }: Query & { limit: number },
): Promise<Schemas['ConversationList']> {
  const { context, tenantId } = world
  const after = cursor === undefined ? undefined : openPlace(cursor)
  if (search !== undefined) await makeFindable(world)
  return await context.store.read(async db => {
    const counts = await countsOf(db, tenantId)
    const found = search === undefined ? undefined : await idsOf(world, db, search)
    const statuses: readonly Status[] = folder === undefined ? Object.values(FOLDERS).flat() : FOLDERS[folder]
    // One more than the page holds tells whether there is another page.
    const rows =
      found === 'none' ? [] : await pageOf(db, tenantId, statuses, { api, found, after, limit: limit + 1 })
    const page = rows.slice(0, limit)
    const last = page.at(-1)
    const ids = page.map(({ id }) => id)
    const shown = ids.length === 0 ? new Map() : await conversationsOf(db, tenantId, ids)
    return {
      data: ids.flatMap(id => shown.get(id) ?? []),
      counts,
      nextCursor: rows.length > limit && last ? sealPlace({ updatedAt: last.updated_at, id: last.id }) : null,
    }
  })
}

async function countsOf(db: Db, tenantId: string): Promise<Schemas['ConversationList']['counts']> {
  const rows = await db
    .selectFrom('conversation')
    .select('status')
    .select(({ fn }) => fn.countAll<number>().as('count'))
    .where('tenant_id', '=', tenantId)
    .groupBy('status')
    .execute()
  const countOf = (folder: Folder) => {
    const statuses: readonly Status[] = FOLDERS[folder]
    return rows.reduce((sum, { status, count }) => sum + (statuses.includes(status) ? Number(count) : 0), 0)
  }
  return {
    open: countOf('open'),
    snoozed: countOf('snoozed'),
    closed: countOf('closed'),
    spam: countOf('spam'),
  }
}

/** What is searched for, as a query of ids; `none` where nothing can be found. */
async function idsOf({ context, tenantId }: World, db: Db, search: string) {
  const words = wordsOf(search)
  const contact = await db
    .selectFrom('contact')
    .select('id')
    .where('tenant_id', '=', tenantId)
    .where('email', '=', search.trim().toLowerCase())
    .executeTakeFirst()
  const texts = context.store.search.conversationsWith(words)
  const said = sql<{ id: number }>`select conversation_id as id from ${texts} as text`
  if (!contact) return words === '' ? 'none' : said
  const theirs = sql<{ id: number }>`select id from conversation where contact_id = ${contact.id}`
  return words === '' ? theirs : sql<{ id: number }>`${theirs} union ${said}`
}

interface Narrowing {
  api: Query['api']
  /** A query of ids. */
  found: Exclude<Awaited<ReturnType<typeof idsOf>>, 'none'> | undefined
  after: Place | undefined
  limit: number
}

/** The first ones of each status, merged: each part is read in the order of the index. */
async function pageOf(
  db: Db,
  tenantId: string,
  statuses: readonly Status[],
  { api, found, after, limit }: Narrowing,
) {
  const parts = statuses.map(status => {
    let part = db
      .selectFrom('conversation')
      .select(['id', 'updated_at'])
      .where('tenant_id', '=', tenantId)
      .where('status', '=', status)
      .orderBy('updated_at', 'desc')
      .orderBy('id', 'desc')
      .limit(limit)
    if (api !== undefined) part = part.where('api', '=', api)
    if (found !== undefined) part = part.where('id', 'in', sql<number>`(select id from found)`)
    if (after !== undefined)
      part = part.where(sql<SqlBool>`(updated_at, id) < (${after.updatedAt}, ${after.id})`)
    return part
  })
  const [first, ...others] = parts
  if (!first) return []
  // Looked up once, however many rows are held against it.
  const withFound = (query: RawBuilder<{ id: number }>) =>
    db.with(
      cte => cte('found').materialized(),
      () => sql<{ id: number }>`(${query})`,
    )
  const from = found === undefined ? db : (withFound(found) as unknown as Db) // the same tables, and `found`
  return await others
    .reduce(
      (all, part) => all.unionAll(db.selectFrom(part.as('part')).select(['id', 'updated_at'])),
      from.selectFrom(first.as('part')).select(['id', 'updated_at']),
    )
    .orderBy('updated_at', 'desc')
    .orderBy('id', 'desc')
    .limit(limit)
    .execute()
}

/** Opaque to callers. */
const sealPlace = ({ updatedAt, id }: Place): string =>
  Buffer.from(`${updatedAt} ${id}`).toString('base64url')

/** @throws Refusal `validation_failed` */
function openPlace(cursor: string): Place {
  const [, updatedAt, id] = /^(\d{1,15}) (\d{1,16})$/.exec(Buffer.from(cursor, 'base64url').toString()) ?? []
  if (updatedAt !== undefined && id !== undefined) return { updatedAt: Number(updatedAt), id: Number(id) }
  throw wrongCursor()
}

export const wrongCursor = (): Refusal =>
  Refusal.invalid([
    {
      in: 'query',
      path: '/cursor',
      code: 'cursor',
      message: 'cursor is not the nextCursor of an earlier page',
    },
  ])
