import type { Selectable } from 'kysely'
import type { Context } from '../context.ts'
import { Refusal } from '../refusal.ts'
import { prepared } from '../store/prepared.ts'
import type { Db } from '../store/store.ts'
import type { ConversationTable } from '../store/tables/conversations.ts'
import { catalogOf } from '../tenants/catalog.ts'

/** A conversation with what its readers see beside it. */
export interface StoredConversation extends Selectable<ConversationTable> {
  contact: { uid: string; email: string; name: string | null; phone: string | null }
  team: { id: string; name: string } | null
  /** Slugs, in the order of the workspace. */
  tags: string[]
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
  return context.store.read(async db => {
    const [found] = await withCompany(context, db, tenantId, await byUid(db, { tenantId, uid }))
    if (!found) throw new Refusal('not_found', 'There is no conversation with this id.')
    return found
  })
}

/** One page of the tenant's conversations, newest first, older than `before`. */
export function listConversations(
  context: Context,
  tenantId: string,
  { externalReference, before = Number.MAX_SAFE_INTEGER, limit }: Page,
): Promise<StoredConversation[]> {
  return context.store.read(async db => {
    const rows =
      externalReference === undefined
        ? await newest(db, { tenantId, before, limit })
        : await byReference(db, { tenantId, externalReference })
    const page = rows.filter(({ id }) => id < before)
    return await withCompany(context, db, tenantId, page)
  })
}

interface Page {
  externalReference: string | undefined
  before: number | undefined
  limit: number
}

type Row = Selectable<ConversationTable>

/*
 * One table a query: SQLite, as it is built into its package, plans a join anew at each run, since the plan could
 * depend on the values (SQLITE_ENABLE_STAT4). That costs twenty times what the lookups do.
 */
const conversations = (db: Db, tenantId: string) =>
  db.selectFrom('conversation').selectAll().where('tenant_id', '=', tenantId).where('api', '=', 'atender')

const byUid = prepared<{ tenantId: string; uid: string }, Row>((db, value) =>
  conversations(db, value('tenantId')).where('uid', '=', value('uid')),
)

const byReference = prepared<{ tenantId: string; externalReference: string }, Row>((db, value) =>
  conversations(db, value('tenantId')).where('external_reference', '=', value('externalReference')),
)

const newest = prepared<{ tenantId: string; before: number; limit: number }, Row>((db, value) =>
  conversations(db, value('tenantId'))
    .where('id', '<', value('before'))
    .orderBy('id', 'desc')
    .limit(value('limit')),
)

type ContactRow = StoredConversation['contact'] & { id: number }
const contacts = (db: Db) => db.selectFrom('contact').select(['id', 'uid', 'email', 'name', 'phone'])
const contactById = prepared<{ contact_id: number }, ContactRow>((db, value) =>
  contacts(db).where('id', '=', value('contact_id')),
)

type TagRow = { conversation_id: number; tag_id: number }
const tags = (db: Db) => db.selectFrom('conversation_tag').select(['conversation_id', 'tag_id'])
const tagsOfOne = prepared<{ id: number }, TagRow>((db, value) =>
  tags(db).where('conversation_id', '=', value('id')),
)

async function withCompany(
  context: Context,
  db: Db,
  tenantId: string,
  rows: Row[],
): Promise<StoredConversation[]> {
  const [first, ...others] = rows
  if (!first) return []
  const catalog = await catalogOf(context, db, tenantId)
  const [people, attached] =
    others.length === 0
      ? [await contactById(db, first), await tagsOfOne(db, first)]
      : [await contactsOf(db, rows), await tagsOf(db, rows)]
  const byId = new Map(people.map(contact => [contact.id, contact]))
  const tagIds = Map.groupBy(attached, tag => tag.conversation_id)
  return rows.map(row => {
    const contact = byId.get(row.contact_id)
    if (!contact) throw new Error(`conversation ${row.id} has no contact`)
    const own = new Set((tagIds.get(row.id) ?? []).map(({ tag_id }) => tag_id))
    return {
      ...row,
      contact,
      team: row.team_id === null ? null : (catalog.teams.get(row.team_id) ?? null),
      tags: catalog.tags.filter(({ id }) => own.has(id)).map(({ slug }) => slug),
    }
  })
}

const contactsOf = (db: Db, rows: Row[]): Promise<ContactRow[]> =>
  contacts(db)
    .where(
      'id',
      'in',
      rows.map(row => row.contact_id),
    )
    .execute()

const tagsOf = (db: Db, rows: Row[]): Promise<TagRow[]> =>
  tags(db)
    .where(
      'conversation_id',
      'in',
      rows.map(({ id }) => id),
    )
    .execute()
