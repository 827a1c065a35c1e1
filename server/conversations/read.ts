import { sql } from 'kysely'
import type { Context } from '../context.ts'
import { Refusal } from '../errors/refusal.ts'
import type { StoredContact } from '../records/contacts.ts'
import type { ConversationRow, StoredConversation } from '../records/conversations.ts'
import { prepared, preparedForIds } from '../store/prepared.ts'
import type { Db, Tx } from '../store/store.ts'
import type { ConversationTable } from '../store/tables/conversations.ts'
import { catalogOf } from '../tenants/catalog.ts'

/** What a list is narrowed to, all of it together. */
interface ListFilter {
  externalReference?: string | undefined
  status?: ConversationTable['status'] | undefined
  channel?: string | undefined
  /** The id or the e-mail address of a contact. */
  contact?: string | undefined
}

interface Page {
  /** Only conversations with a lower id. */
  before: number | undefined
  limit: number
}

/**
 * The tenant's conversation that was opened by Atender's API.
 *
 * @throws Refusal `not_found`
 */
export function requireConversation(
  context: Context,
  tenantId: string,
  uid: string,
): Promise<StoredConversation> {
  return context.store.read(async db => complete(context, db, tenantId, await byUid(db, { tenantId, uid })))
}

/**
 * The same for writing: other transactions that want it wait until this one has ended.
 *
 * @throws Refusal `not_found`
 */
export async function lockConversation(
  { db }: Tx,
  context: Context,
  tenantId: string,
  uid: string,
): Promise<StoredConversation> {
  // An update takes the row on either engine; SQLite knows no FOR UPDATE.
  const rows = await db
    .updateTable('conversation')
    .set(row => ({ status: row.ref('status') }))
    .where('tenant_id', '=', tenantId)
    .where('api', '=', 'atender')
    .where('uid', '=', uid)
    .returningAll()
    .execute()
  return await complete(context, db, tenantId, rows)
}

/** The conversation with that number, on whichever API, locked; undefined when it is gone. */
export async function lockByNumber(
  { db }: Tx,
  context: Context,
  id: number,
): Promise<StoredConversation | undefined> {
  const rows = await db
    .updateTable('conversation')
    .set(row => ({ status: row.ref('status') }))
    .where('id', '=', id)
    .returningAll()
    .execute()
  return rows[0] && (await withContactsAndTags(context, db, rows[0].tenant_id, rows))[0]
}

/** The tenant's conversation with that number, on whichever API; undefined when it is gone. */
export async function lookupConversation(
  context: Context,
  db: Db,
  id: number,
): Promise<StoredConversation | undefined> {
  const row = await db.selectFrom('conversation').selectAll().where('id', '=', id).executeTakeFirst()
  return row && (await withContactsAndTags(context, db, row.tenant_id, [row]))[0]
}

async function complete(context: Context, db: Db, tenantId: string, rows: ConversationRow[]) {
  const [found] = await withContactsAndTags(context, db, tenantId, rows)
  if (!found) throw new Refusal('not_found', 'There is no conversation with this id.')
  return found
}

/** One page of the tenant's conversations, newest first. */
export function listConversations(
  context: Context,
  tenantId: string,
  filter: ListFilter,
  { before = Number.MAX_SAFE_INTEGER, limit }: Page,
): Promise<StoredConversation[]> {
  const { externalReference, status, channel, contact } = filter
  return context.store.read(async db => {
    if (externalReference !== undefined) {
      const rows = await byReference(db, { tenantId, externalReference })
      const found = await withContactsAndTags(context, db, tenantId, rows)
      return found.filter(
        row =>
          row.id < before &&
          (status === undefined || row.status === status) &&
          (channel === undefined || row.channel === channel) &&
          (contact === undefined || isNamed(row.contact, contact)),
      )
    }
    if (status === undefined && channel === undefined && contact === undefined)
      return await withContactsAndTags(context, db, tenantId, await newest(db, { tenantId, before, limit }))
    let query = conversations(db, tenantId).where('id', '<', before).orderBy('id', 'desc').limit(limit)
    if (status !== undefined) query = query.where('status', '=', status)
    if (channel !== undefined) query = query.where('channel', '=', channel)
    if (contact !== undefined) {
      const person = await contacts(db)
        .where('tenant_id', '=', tenantId)
        .where(
          isAddress(contact) ? 'email' : 'uid',
          '=',
          isAddress(contact) ? contact.toLowerCase() : contact,
        )
        .executeTakeFirst()
      if (!person) return []
      query = query.where('contact_id', '=', person.id)
    }
    return await withContactsAndTags(context, db, tenantId, await query.execute())
  })
}

/** An id has no @. */
const isAddress = (contact: string) => contact.includes('@')

const isNamed = ({ uid, email }: StoredContact, contact: string): boolean =>
  isAddress(contact) ? email === contact.toLowerCase() : uid === contact

/*
 * One table a query: SQLite, as it is built into its package, plans a join anew at each run, since the plan could
 * depend on the values (SQLITE_ENABLE_STAT4). That costs twenty times what the lookups do.
 */
const conversations = (db: Db, tenantId: string) =>
  db.selectFrom('conversation').selectAll().where('tenant_id', '=', tenantId).where('api', '=', 'atender')

/*
 * One row by its unique index. The API is not compared as a column: as long as a table has no statistics PostgreSQL
 * would take that for a reason to walk through the index of the list.
 */
const byUid = prepared<{ tenantId: string; uid: string }, ConversationRow>((db, value) =>
  db
    .selectFrom('conversation')
    .selectAll()
    .where('tenant_id', '=', value('tenantId'))
    .where('uid', '=', value('uid'))
    .where(sql<boolean>`(api = 'atender') is true`),
)

/** Only conversations of Atender's API have a reference. */
const byReference = prepared<{ tenantId: string; externalReference: string }, ConversationRow>((db, value) =>
  db
    .selectFrom('conversation')
    .selectAll()
    .where('tenant_id', '=', value('tenantId'))
    .where('external_reference', '=', value('externalReference')),
)

const newest = prepared<{ tenantId: string; before: number; limit: number }, ConversationRow>((db, value) =>
  conversations(db, value('tenantId'))
    .where('id', '<', value('before'))
    .orderBy('id', 'desc')
    .limit(value('limit')),
)

const contacts = (db: Db) => db.selectFrom('contact').selectAll()
const contactsOf = preparedForIds<StoredContact>((db, ids) => contacts(db).where('id', 'in', ids))

type TagRow = { conversation_id: number; tag_id: number }
const tags = (db: Db) => db.selectFrom('conversation_tag').select(['conversation_id', 'tag_id'])
const tagsOf = preparedForIds<TagRow>((db, ids) => tags(db).where('conversation_id', 'in', ids))

async function withContactsAndTags(
  context: Context,
  db: Db,
  tenantId: string,
  rows: ConversationRow[],
): Promise<StoredConversation[]> {
  if (rows.length === 0) return []
  const catalog = await catalogOf(context, db, tenantId)
  const [people, attached] = await Promise.all([
    contactsOf(
      db,
      rows.map(row => row.contact_id),
    ),
    tagsOf(
      db,
      rows.map(({ id }) => id),
    ),
  ])
  const byId = new Map(people.map(contact => [contact.id, contact]))
  const tagIds = Map.groupBy(attached, tag => tag.conversation_id)
  return rows.map(row => {
    const contact = byId.get(row.contact_id)
    if (!contact) throw new Error(`conversation ${row.id} has no contact`)
    const own = new Set((tagIds.get(row.id) ?? []).map(({ tag_id }) => tag_id))
    return {
      ...row,
      contact,
      ...catalog.assignee(row.team_id, row.agent_id),
      tags: catalog.tags.filter(({ id }) => own.has(id)).map(({ slug }) => slug),
    }
  })
}
