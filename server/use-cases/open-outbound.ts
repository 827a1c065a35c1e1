import { matchContact } from '../contacts/contacts.ts'
import type { Context } from '../context.ts'
import { type CustomFieldValue, checkCustomFields } from '../custom-fields/check.ts'
import { Refusal } from '../errors/refusal.ts'
import { addMessage } from '../messages/add.ts'
import type { StoredConversation } from '../records/conversations.ts'
import type { Tx } from '../store/store.ts'
import { catalogOf } from '../tenants/catalog.ts'
import { startConversation } from './start-conversation.ts'

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
 *   tenant has a conversation with that reference
 */
export const openOutbound = (
  context: Context,
  tenantId: string,
  given: OutboundConversation,
): Promise<StoredConversation> => context.store.append(tx => open(tx, context, tenantId, given))

async function open(tx: Tx, context: Context, tenantId: string, given: OutboundConversation) {
  const catalog = await catalogOf(context, tx.db, tenantId)
  const { values, violations } = checkCustomFields(catalog.customFields, given.customFields)
  if (violations.length > 0) throw Refusal.invalid(violations)

  const { text, html, sentAt } = given
  const hasMessage = text !== undefined || html !== undefined
  const conversation = await startConversation(tx, context, catalog, {
    externalReference: given.externalReference,
    previousUid: null,
    contact: await matchContact(tx, context, tenantId, given.contact),
    subject: given.subject,
    channel: given.channel,
    tags: given.tags,
    customFields: values,
    metadata: given.metadata,
    lastIncomingAt: hasMessage ? context.clock.now() : null,
  })
  if (hasMessage) {
    const message = await addMessage(tx, context, conversation, { direction: 'in', text, html, sentAt })
    await context.publish(tx, tenantId, { name: 'message.received', conversation, message })
  }
  return conversation
}
