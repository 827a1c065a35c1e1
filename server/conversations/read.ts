import type { Selectable } from 'kysely'
import { Refusal } from '../refusal.ts'
import type { Db } from '../store/store.ts'
import type { ConversationTable } from '../store/tables/conversations.ts'

/** A conversation with what its readers see beside it. */
export interface StoredConversation extends Selectable<ConversationTable> {
  contact: { uid: string; email: string; name: string | null; phone: string | null }
  team: { id: string; name: string } | null
  /** Slugs, in the order of the workspace. */
  tags: string[]
}

const noSuch = () => new Refusal('not_found', 'There is no conversation with this id.')

/**
 * The tenant's conversation that was opened by Atender's API.
 *
 * @throws Refusal `not_found`
 */
export async function requireConversation(
  db: Db,
  tenantId: string,
  uid: string,
): Promise<StoredConversation> {
  const [row] = await withCompany(db, conversations(db, tenantId).where('conversation.uid', '=', uid))
  if (!row) throw noSuch()
  return row
}

/** One page of the tenant's conversations, newest first, older than `before`. */
export function listConversations(
  db: Db,
  tenantId: string,
  wanted: { externalReference: string | undefined; before: number | undefined; limit: number },
): Promise<StoredConversation[]> {
  let query = conversations(db, tenantId).orderBy('conversation.id', 'desc').limit(wanted.limit)
  if (wanted.externalReference !== undefined) {
    query = query.where('conversation.external_reference', '=', wanted.externalReference)
  }
  if (wanted.before !== undefined) query = query.where('conversation.id', '<', wanted.before)
  return withCompany(db, query)
}

const conversations = (db: Db, tenantId: string) =>
  db
    .selectFrom('conversation')
    .innerJoin('contact', 'contact.id', 'conversation.contact_id')
    .leftJoin('team', join =>
      join
        .onRef('team.tenant_id', '=', 'conversation.tenant_id')
        .onRef('team.id', '=', 'conversation.team_id'),
    )
    .selectAll('conversation')
    .select(['contact.uid as contact_uid', 'contact.email', 'contact.name as contact_name', 'contact.phone'])
    .select('team.name as team_name')
    .where('conversation.tenant_id', '=', tenantId)
    .where('conversation.api', '=', 'atender')

async function withCompany(db: Db, query: ReturnType<typeof conversations>): Promise<StoredConversation[]> {
  const rows = await query.execute()
  if (rows.length === 0) return []
  const tags = await db
    .selectFrom('conversation_tag')
    .innerJoin('tag', join =>
      join
        .onRef('tag.tenant_id', '=', 'conversation_tag.tenant_id')
        .onRef('tag.id', '=', 'conversation_tag.tag_id'),
    )
    .select(['conversation_tag.conversation_id', 'tag.slug'])
    .where(
      'conversation_tag.conversation_id',
      'in',
      rows.map(({ id }) => id),
    )
    .orderBy('tag.id')
    .execute()
  const slugs = Map.groupBy(tags, tag => tag.conversation_id)
  return rows.map(({ contact_uid, email, contact_name, phone, team_name, ...row }) => ({
    ...row,
    contact: { uid: contact_uid, email, name: contact_name, phone },
    team: row.team_id !== null && team_name !== null ? { id: row.team_id, name: team_name } : null,
    tags: (slugs.get(row.id) ?? []).map(({ slug }) => slug),
  }))
}
