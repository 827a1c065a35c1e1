import type { Context } from '../context.ts'
import { insertConversation, insertRecipient } from '../conversations/insert.ts'
import type { StoredContact } from '../records/contacts.ts'
import type { StoredConversation } from '../records/conversations.ts'
import { wordsOf } from '../store/search.ts'
import type { Tx } from '../store/store.ts'
import type { RecipientTable } from '../store/tables/conversations.ts'

export interface NewMailConversation {
  /** Who the mail is from. */
  contact: StoredContact
  subject: string
  channelId: number
  participants: { kind: RecipientTable['kind']; contactId: number }[]
  /** Whether no person waits for an answer. */
  isAutomated: boolean
}

/** Starts a conversation of Fernand's API that a customer's mail opens: nobody's yet, with all who take part. */
export async function startByMail(
  tx: Tx,
  context: Context,
  { contact, subject, channelId, participants, isAutomated }: NewMailConversation,
): Promise<StoredConversation> {
  const now = context.clock.now()
  const row = {
    uid: context.ids.sortable(),
    tenant_id: contact.tenant_id,
    api: 'fernand' as const,
    external_reference: null,
    subject,
    channel: 'email',
    channel_id: channelId,
    contact_id: contact.id,
    team_id: null,
    agent_id: null,
    status: 'active' as const,
    custom_fields: '{}',
    metadata: '{}',
    created_at: now,
    updated_at: now,
    last_incoming_at: now,
    previous_uid: null,
    snooze_until: null,
    waiting_since: isAutomated ? null : now,
  }
  const id = await insertConversation(tx.db, row)
  for (const { kind, contactId } of participants) {
    await insertRecipient(tx.db, { conversation_id: id, contact_id: contactId, kind })
  }
  await context.store.search.add(tx.db, { conversationId: id }, wordsOf(subject))
  const conversation = { ...row, id, contact, team: null, agent: null, tags: [] }
  await context.publish(tx, contact.tenant_id, { name: 'conversation.created', conversation })
  return conversation
}
