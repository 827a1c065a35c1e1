import type { Selectable } from 'kysely'
import { Refusal } from '../refusal.ts'
import { prepared } from '../store/prepared.ts'
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
  const [found] = await withTags(db, await byUid(db, { tenantId, uid }))
  if (!found) throw noSuch()
  return found
}

/** One page of the tenant's conversations, newest first, older than `before`. */
export async function listConversations(
  db: Db,
  tenantId: string,
  { externalReference, before, limit }: Page,
): Promise<StoredConversation[]> {
  const query =
    externalReference === undefined
      ? newest(db, { tenantId, before: before ?? Number.MAX_SAFE_INTEGER, limit })
      : byReference(db, { tenantId, externalReference, before: before ?? Number.MAX_SAFE_INTEGER })
  return withTags(db, await query)
}

interface Page {
  externalReference: string | undefined
  before: number | undefined
  limit: number
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

type Row = Awaited<ReturnType<ReturnType<typeof conversations>['execute']>>[number]

const byUid = prepared<{ tenantId: string; uid: string }, Row>((db, value) =>
  conversations(db, value('tenantId')).where('conversation.uid', '=', value('uid')),
)

const byReference = prepared<{ tenantId: string; externalReference: string; before: number }, Row>(
  (db, value) =>
    conversations(db, value('tenantId'))
      .where('conversation.external_reference', '=', value('externalReference'))
      .where('conversation.id', '<', value('before')),
)

const newest = prepared<{ tenantId: string; before: number; limit: number }, Row>((db, value) =>
  conversations(db, value('tenantId'))
    .where('conversation.id', '<', value('before'))
    .orderBy('conversation.id', 'desc')
    .limit(value('limit')),
)

const tags = (db: Db) =>
  db
    .selectFrom('conversation_tag')
    .innerJoin('tag', join =>
      join
        .onRef('tag.tenant_id', '=', 'conversation_tag.tenant_id')
        .onRef('tag.id', '=', 'conversation_tag.tag_id'),
    )
    .select(['conversation_tag.conversation_id', 'tag.slug'])
    .orderBy('tag.id')

const tagsOfOne = prepared<{ id: number }, { conversation_id: number; slug: string }>((db, value) =>
  tags(db).where('conversation_tag.conversation_id', '=', value('id')),
)

async function withTags(db: Db, rows: Row[]): Promise<StoredConversation[]> {
  const [first, ...others] = rows
  if (!first) return []
  const ids = rows.map(({ id }) => id)
  const attached =
    others.length === 0
      ? await tagsOfOne(db, first)
      : await tags(db).where('conversation_tag.conversation_id', 'in', ids).execute()
  const slugs = Map.groupBy(attached, tag => tag.conversation_id)
  return rows.map(({ contact_uid, email, contact_name, phone, team_name, ...row }) => ({
    ...row,
    contact: { uid: contact_uid, email, name: contact_name, phone },
    team: row.team_id !== null && team_name !== null ? { id: row.team_id, name: team_name } : null,
    tags: (slugs.get(row.id) ?? []).map(({ slug }) => slug),
  }))
}
