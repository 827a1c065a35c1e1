import type { Context } from '../context.ts'
import { lockConversation } from '../conversations/read.ts'
import { touchConversation } from '../conversations/touch.ts'
import { Refusal } from '../errors/refusal.ts'
import { addMessage, type NewAttachment } from '../messages/add.ts'
import { newMessageId, threadOf } from '../messages/thread.ts'
import type { StoredConversation } from '../records/conversations.ts'
import type { Recipients, StoredMessage } from '../records/messages.ts'
import type { Tx } from '../store/store.ts'
import { type Catalog, catalogOf } from '../tenants/catalog.ts'
import { receiveMessage } from './receive-message.ts'

interface PushedMessage {
  direction: 'inbound' | 'outbound'
  text: string | undefined
  html: string | undefined
  /** Milliseconds since 1970. */
  sentAt: number | undefined
  attachments: NewAttachment[]
}

interface Pushed {
  message: StoredMessage
  /** The one that holds the message: another than the given one when that was archived. */
  conversation: StoredConversation
}

/**
 * Adds a message to a conversation of Atender's API. The customer's reopens it, or starts a new one; a reply goes out
 * as a mail where the channel is mail.
 *
 * @throws Refusal `not_found`; `invalid_state` for a reply that the conversation cannot take
 */
export function pushMessage(
  context: Context,
  tenantId: string,
  uid: string,
  given: PushedMessage,
): Promise<Pushed> {
  return context.store.write(async tx => {
    const conversation = await lockConversation(tx, context, tenantId, uid)
    const catalog = await catalogOf(context, tx.db, tenantId)
    return given.direction === 'inbound'
      ? await receiveMessage(tx, context, catalog, conversation, given)
      : await reply(tx, context, catalog, conversation, given)
  })
}

async function reply(
  tx: Tx,
  context: Context,
  catalog: Catalog,
  conversation: StoredConversation,
  { text, html, sentAt, attachments }: PushedMessage,
): Promise<Pushed> {
  if (conversation.status === 'archived') {
    throw new Refusal('invalid_state', 'An archived conversation takes no reply.')
  }
  const mail = conversation.channel === 'email' ? await mailOf(tx, context, catalog, conversation) : undefined
  const message = await addMessage(tx, context, conversation, {
    direction: 'out',
    text,
    html,
    sentAt,
    attachments,
    ...(mail ? { mail } : {}),
  })
  await touchConversation(tx, conversation.id, context.clock.now())
  if (mail) await context.jobs.add(tx, 'sendMail', { messageId: message.id }, context.clock.now())
  await context.publish(tx, conversation.tenant_id, { name: 'message.sent', conversation, message })
  return { message, conversation }
}

/** What makes a reply a mail: from the conversation's mail channel to its contact, in its thread. */
async function mailOf(tx: Tx, { ids }: Context, catalog: Catalog, conversation: StoredConversation) {
  const { id, channel_id, contact } = conversation
  const channel = catalog.channels.find(one => channel_id === null || one.id === channel_id)
  if (!channel) {
    throw new Refusal('invalid_state', 'The workspace has no mail channel that a reply could be sent from.')
  }
  if (channel_id === null) {
    await tx.db.updateTable('conversation').set({ channel_id: channel.id }).where('id', '=', id).execute()
  }
  const recipients: Recipients = {
    to: [{ name: contact.name, address: contact.email }],
    cc: [],
    bcc: [],
  }
  const uid = ids.sortable()
  return {
    uid,
    channel_id: channel.id,
    mail_message_id: newMessageId(uid, channel.address),
    recipients: JSON.stringify(recipients),
    ...(await threadOf(tx.db, id)),
  }
}
