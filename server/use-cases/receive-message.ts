import type { Context } from '../context.ts'
import { onCustomerMessage } from '../conversations/status.ts'
import { applyChange } from '../conversations/update.ts'
import { addMessage, type NewMessage } from '../messages/add.ts'
import type { StoredConversation } from '../records/conversations.ts'
import type { StoredMessage } from '../records/messages.ts'
import { wordsOf } from '../store/search.ts'
import type { Tx } from '../store/store.ts'
import type { Catalog } from '../tenants/catalog.ts'
import { startConversation } from './start-conversation.ts'

/** A customer's message. */
interface Received extends Omit<NewMessage, 'direction'> {
  /** What Fernand's conversations are searched by, where that is not its text: made before the transaction. */
  words?: string
}

/**
 * Adds a customer's message to a conversation, which must be locked: it reopens it, or starts a new one where the
 * contract says so. An automated mail joins the conversation and changes nothing else.
 *
 * @returns the message, and the conversation that holds it
 */
export async function receiveMessage(
  tx: Tx,
  context: Context,
  catalog: Catalog,
  given: StoredConversation,
  message: Received,
): Promise<{ message: StoredMessage; conversation: StoredConversation }> {
  // No person waits for an answer to what a machine wrote, and nobody has come back.
  if (message.mail?.is_automated) {
    return { message: await tellReceived(tx, context, given, message), conversation: given }
  }
  const conversation = await takeUp(tx, context, catalog, given, message.mail?.channel_id ?? null)
  return { message: await tellReceived(tx, context, conversation, message), conversation }
}

/** Adds a customer's message to a conversation that takes it as it is, and tells of it. */
export async function tellReceived(
  tx: Tx,
  context: Context,
  conversation: StoredConversation,
  { text, html, sentAt, attachments, mail, contactId, words = wordsOf(text ?? '') }: Received,
): Promise<StoredMessage> {
  const message = await addMessage(tx, context, conversation, {
    direction: 'in',
    text,
    html,
    sentAt,
    ...(attachments ? { attachments } : {}),
    ...(mail ? { mail } : {}),
    ...(contactId === undefined ? {} : { contactId }),
  })
  if (conversation.api === 'fernand') {
    await context.store.search.add(tx.db, { conversationId: conversation.id, messageId: message.id }, words)
  }
  await context.publish(tx, conversation.tenant_id, { name: 'message.received', conversation, message })
  return message
}

/** The conversation that a customer's message goes to, as its status says. */
async function takeUp(
  tx: Tx,
  context: Context,
  catalog: Catalog,
  given: StoredConversation,
  channelId: number | null,
): Promise<StoredConversation> {
  const now = context.clock.now()
  const effect = onCustomerMessage(given.status)
  // Fernand has no conversation that is closed for ever.
  if (effect === 'start-anew' && given.api === 'atender') {
    const { contact, subject, channel } = given
    return await startConversation(tx, context, catalog, {
      externalReference: null,
      previousUid: given.uid,
      contact,
      subject,
      channel,
      channelId,
      tags: [],
      customFields: {},
      metadata: {},
      lastIncomingAt: now,
    })
  }
  const changed = {
    last_incoming_at: now,
    updated_at: now,
    // Nobody waits for an answer to spam.
    ...(given.api === 'fernand' && given.status !== 'spam'
      ? { waiting_since: given.waiting_since ?? now, snooze_until: null }
      : {}),
  }
  await tx.db.updateTable('conversation').set(changed).where('id', '=', given.id).execute()
  const conversation = { ...given, ...changed }
  return effect === 'keep' ? conversation : await applyChange(tx, context, conversation, { status: 'active' })
}
