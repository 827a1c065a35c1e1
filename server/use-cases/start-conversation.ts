import type { Context } from '../context.ts'
import { attachTag, insertReferenced } from '../conversations/insert.ts'
import { Refusal } from '../errors/refusal.ts'
import type { StoredContact } from '../records/contacts.ts'
import type { StoredConversation } from '../records/conversations.ts'
import { startTargets } from '../sla/targets.ts'
import type { Tx } from '../store/store.ts'
import type { Catalog } from '../tenants/catalog.ts'

interface NewConversation {
  externalReference: string | null
  /** The archived conversation that it goes on from. */
  previousUid: string | null
  contact: StoredContact
  subject: string
  channel: string
  /** The mail channel that the first message came to. */
  channelId?: number | null
  /** Slugs; those that the workspace does not have are passed over. */
  tags: readonly string[]
  customFields: Record<string, unknown>
  metadata: Record<string, unknown>
  /** Milliseconds since 1970; null when it starts without a message of the customer. */
  lastIncomingAt: number | null
  /** Whether a machine opened it, so that no service level begins. */
  isAutomated?: boolean
}

/**
 * Starts a conversation of Atender's API: active, with the team of its channel, and with its service level.
 *
 * @throws Refusal `reference_taken` when the tenant has a conversation with that reference; the unique index decides
 *   which of two requests at once wins
 */
export async function startConversation(
  tx: Tx,
  context: Context,
  catalog: Catalog,
  given: NewConversation,
): Promise<StoredConversation> {
  const now = context.clock.now()
  const { contact } = given
  const team = catalog.teamOf(given.channel)
  const row = {
    uid: context.ids.sortable(),
    tenant_id: contact.tenant_id,
    api: 'atender' as const,
    external_reference: given.externalReference,
    subject: given.subject,
    channel: given.channel,
    channel_id: given.channelId ?? null,
    contact_id: contact.id,
    team_id: team?.id ?? null,
    agent_id: null,
    status: 'active' as const,
    custom_fields: JSON.stringify(given.customFields),
    metadata: JSON.stringify(given.metadata),
    created_at: now,
    updated_at: now,
    last_incoming_at: given.lastIncomingAt,
    previous_uid: given.previousUid,
    snooze_until: null,
    waiting_since: null,
  }
  const id = await insertReferenced(tx.db, row)
  if (id === undefined) {
    throw new Refusal(
      'reference_taken',
      'A conversation with this externalReference exists already; fetch it by its reference.',
    )
  }
  const tags = catalog.tags.filter(({ slug }) => given.tags.includes(slug))
  await Promise.all(
    tags.map(tag => attachTag(tx.db, { conversation_id: id, tag_id: tag.id, tenant_id: contact.tenant_id })),
  )
  const conversation = { ...row, id, contact, team, agent: null, tags: tags.map(({ slug }) => slug) }
  await context.publish(tx, contact.tenant_id, { name: 'conversation.created', conversation })
  if (!given.isAutomated) await startTargets(tx, context, catalog, conversation)
  return conversation
}
