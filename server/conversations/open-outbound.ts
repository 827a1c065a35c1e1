import { matchContact } from '../contacts/contacts.ts'
import type { Context } from '../context.ts'
import { type CustomFieldValue, checkCustomFields } from '../custom-fields/check.ts'
import { Refusal } from '../refusal.ts'
import type { Tx } from '../store/store.ts'
import { catalogOf } from '../tenants/catalog.ts'
import { attachTag, insertConversation, insertMessage } from './insert.ts'
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
  const catalog = await catalogOf(context, tx.db, tenantId)
  const { values, violations } = checkCustomFields(catalog, given.customFields)
  if (violations.length > 0) throw Refusal.invalid(violations)

  const now = context.clock.now()
  const contact = await matchContact(tx, context, tenantId, given.contact)
  const team = catalog.teamOf(given.channel)
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
  const id = await insertConversation(tx.db, row)
  const tags = catalog.tags.filter(({ slug }) => given.tags.includes(slug))
  for (const tag of tags) await attachTag(tx.db, { conversationId: id, tagId: tag.id, tenantId })
  if (hasMessage) {
    await insertMessage(tx.db, {
      uid: context.ids.sortable(),
      tenant_id: tenantId,
      conversation_id: id,
      direction: 'in',
      status: 'received',
      text: given.text ?? null,
      html: given.html ?? null,
      agent_id: null,
      contact_id: contact.id,
      created_at: now,
      sent_at: given.sentAt ?? null,
      delay: null,
      generated_id: null,
      actions: '[]',
      mail_message_id: null,
      recipients: null,
      last_event: null,
    })
  }
  return { ...row, id, contact, team, tags: tags.map(({ slug }) => slug) }
}
