import { matchContact } from '../contacts/contacts.ts'
import type { Context } from '../context.ts'
import { type CustomFieldValue, checkCustomFields } from '../custom-fields/check.ts'
import { Refusal } from '../refusal.ts'
import type { Db, Tx } from '../store/store.ts'
import type { StoredConversation } from './read.ts'

interface OutboundConversation {
  externalReference: string
  contact: { email: string; name?: string; phone?: string }
  subject: string
  channel: string
  tags: string[]
  customFields: Record<string, CustomFieldValue>
  metadata: Record<string, unknown>
  /** The customer's words; no message when both are missing. */
  text: string | undefined
  html: string | undefined
  /** When they were sent; milliseconds since 1970. */
  sentAt: number | undefined
}

/**
 * Opens a conversation that began outside: contact, team, tags, custom fields and first message, all or nothing.
 *
 * @throws Refusal `validation_failed` for values that are wrong for their custom field, `reference_taken` when the
 *   tenant has a conversation with that reference; the unique index decides which of two requests at once wins
 */
export async function openOutbound(
  context: Context,
  tenantId: string,
  given: OutboundConversation,
): Promise<StoredConversation> {
  try {
    return await context.store.write(tx => insert(tx, context, tenantId, given))
  } catch (error) {
    if (!context.store.isViolationOf(error, 'conversation_external_reference')) throw error
    throw new Refusal(
      'reference_taken',
      'A conversation with this externalReference exists already; fetch it by its reference.',
    )
  }
}

async function insert(tx: Tx, context: Context, tenantId: string, given: OutboundConversation) {
  const { values, violations } = await checkCustomFields(tx.db, tenantId, given.customFields)
  if (violations.length > 0) throw Refusal.invalid(violations)

  const now = context.clock.now()
  const contact = await matchContact(tx, context, tenantId, given.contact)
  const team = await teamOf(tx.db, tenantId, given.channel)
  const hasMessage = given.text !== undefined || given.html !== undefined
  const row = {
    uid: context.ids.sortable(),
    tenant_id: tenantId,
    api: 'atender' as const,
    external_reference: given.externalReference,
    subject: given.subject,
    channel: given.channel,
    channel_id: null,
    contact_id: contact.id,
    team_id: team?.id ?? null,
    agent_id: null,
    status: 'active' as const,
    custom_fields: JSON.stringify(values),
    metadata: JSON.stringify(given.metadata),
    created_at: now,
    updated_at: now,
    last_incoming_at: hasMessage ? now : null,
  }
  const { id } = await tx.db.insertInto('conversation').values(row).returning('id').executeTakeFirstOrThrow()
  const tags = await attachTags(tx, tenantId, id, given.tags)
  if (hasMessage) {
    await tx.db
      .insertInto('message')
      .values({
        uid: context.ids.sortable(),
        tenant_id: tenantId,
        conversation_id: id,
        direction: 'in',
        status: 'received',
        text: given.text ?? null,
        html: given.html ?? null,
        contact_id: contact.id,
        created_at: now,
        sent_at: given.sentAt ?? null,
        actions: '[]',
      })
      .execute()
  }
  return { ...row, id, contact, team, tags }
}

/** The team that owns the channel, else the default team, else none. */
async function teamOf(db: Db, tenantId: string, channel: string) {
  return (
    (await db
      .selectFrom('team')
      .leftJoin('team_channel', join =>
        join
          .onRef('team_channel.tenant_id', '=', 'team.tenant_id')
          .onRef('team_channel.team_id', '=', 'team.id')
          .on('team_channel.channel', '=', channel),
      )
      .select(['team.id', 'team.name'])
      .where('team.tenant_id', '=', tenantId)
      .where(is => is.or([is('team_channel.channel', 'is not', null), is('team.is_default', '=', 1)]))
      .orderBy('team_channel.channel', order => order.desc().nullsLast())
      .limit(1)
      .executeTakeFirst()) ?? null
  )
}

/** Attaches the tags that exist, and tells their slugs in the order of the workspace. */
async function attachTags(
  tx: Tx,
  tenantId: string,
  conversationId: number,
  slugs: string[],
): Promise<string[]> {
  if (slugs.length === 0) return []
  const tags = await tx.db
    .selectFrom('tag')
    .select(['id', 'slug'])
    .where('tenant_id', '=', tenantId)
    .where('slug', 'in', slugs)
    .orderBy('id')
    .execute()
  if (tags.length > 0) {
    await tx.db
      .insertInto('conversation_tag')
      .values(tags.map(({ id }) => ({ conversation_id: conversationId, tag_id: id, tenant_id: tenantId })))
      .execute()
  }
  return tags.map(({ slug }) => slug)
}
