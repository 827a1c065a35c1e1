import type { PlannedAction } from '../actions/effect.ts'
import { outcomesOf } from '../actions/run.ts'
import type { Context } from '../context.ts'
import { addAttachments, type NewAttachment } from '../messages/add.ts'
import { insertMessage } from '../messages/insert.ts'
import { newMessageId, threadOf } from '../messages/thread.ts'
import type { Recipients, StoredMessage } from '../records/messages.ts'
import type { Tx } from '../store/store.ts'

interface Outgoing {
  conversation: { id: number; tenant_id: string }
  /** What it leaves from. */
  channel: { id: number; address: string }
  agentId: number
  recipients: Recipients
  html: string
  /** Of the HTML, as `wordsOfHtml` gives them: made before the transaction. */
  words: string
  /** Seconds until it is sent. */
  delay: number
  generatedId: string | undefined
  attachments: NewAttachment[]
  actions: readonly PlannedAction[]
}

/** Stores a mail of Fernand's API and the job that sends it, in the thread of its conversation. */
export async function queueMail(tx: Tx, context: Context, mail: Outgoing): Promise<StoredMessage> {
  const now = context.clock.now()
  const { conversation, html, delay } = mail
  const uid = context.ids.sortable()
  const row = {
    uid,
    tenant_id: conversation.tenant_id,
    conversation_id: conversation.id,
    direction: 'out' as const,
    status: 'pending' as const,
    text: null,
    html,
    agent_id: mail.agentId,
    contact_id: null,
    created_at: now,
    sent_at: null,
    delay,
    generated_id: mail.generatedId ?? null,
    actions: JSON.stringify(outcomesOf(mail.actions)),
    channel_id: mail.channel.id,
    mail_message_id: newMessageId(uid, mail.channel.address),
    mail_digest: null,
    recipients: JSON.stringify(mail.recipients),
    last_event: null,
    ...(await threadOf(tx.db, conversation.id)),
    sending_since: null,
    deliveries: null,
    unsubscribe_url: null,
    is_automated: 0,
    language: null,
  }
  const id = await insertMessage(tx.db, row)
  const attachments = await addAttachments(tx, context, id, mail.attachments)
  await context.store.search.add(tx.db, { conversationId: conversation.id, messageId: id }, mail.words)
  await context.jobs.add(tx, 'sendMail', { messageId: id }, now + delay * 1000)
  return { ...row, id, attachments }
}
