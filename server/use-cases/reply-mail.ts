import { planActions } from '../actions/plan.ts'
import type { Context } from '../context.ts'
import { lockMailConversation } from '../conversations/mail-read.ts'
import { Refusal } from '../errors/refusal.ts'
import type { Mailbox } from '../mail/addresses.ts'
import { wordsOfHtml } from '../messages/searchable-text.ts'
import type { Recipients, StoredMessage } from '../records/messages.ts'
import type { Db } from '../store/store.ts'
import { requireAgent } from '../tenants/agents.ts'
import { requireChannel } from '../tenants/channels.ts'
import { type MailContent, queueWithActions } from './compose-mail.ts'

/**
 * Sends a mail to everybody in a conversation of Fernand's API, in its thread.
 *
 * @throws Refusal `not_found` for the conversation, and as `composeMail`; `validation_failed` for a conversation
 *   without anybody whom a reply could reach
 */
export async function replyMail(
  context: Context,
  tenantId: string,
  conversationId: number,
  mail: MailContent,
): Promise<StoredMessage> {
  const words = await wordsOfHtml(mail.html)
  return await context.store.write(async tx => {
    const conversation = await lockMailConversation(tx, tenantId, conversationId)
    const channel = await requireChannel(tx.db, tenantId, conversation.channel_id ?? 0)
    const agent = await requireAgent(tx.db, tenantId, mail.agent)
    const actions = await planActions(context, tx.db, tenantId, mail.actions, mail.actionsAt)
    const recipients = await recipientsOf(tx.db, conversationId, channel.address)
    await tx.db
      .updateTable('conversation')
      .set({ waiting_since: null, updated_at: context.clock.now() })
      .where('id', '=', conversationId)
      .execute()
    const given = { ...mail, words, recipients }
    const message = await queueWithActions(tx, context, conversation, channel, agent.id, actions, given)
    await context.publish(tx, tenantId, {
      name: 'conversation.replied',
      conversationId,
      messageId: message.id,
    })
    return message
  })
}

/** Whoever wrote to us, and everybody in to and cc, but ourselves. */
export async function recipientsOf(db: Db, conversationId: number, own: string): Promise<Recipients> {
  const rows = await db
    .selectFrom('recipient')
    .innerJoin('contact', 'contact.id', 'recipient.contact_id')
    .select(['recipient.kind', 'contact.email', 'contact.name'])
    .where('recipient.conversation_id', '=', conversationId)
    .orderBy('recipient.id')
    .execute()
  const answersTo = rows.some(({ kind }) => kind === 'reply-to') ? 'reply-to' : 'from'
  const seen = new Set([own.toLowerCase()])
  const take = (...kinds: string[]): Mailbox[] =>
    rows.flatMap(({ kind, email, name }) => {
      if (!kinds.includes(kind) || seen.has(email)) return []
      seen.add(email)
      return [{ name, address: email }]
    })
  const to = [...take(answersTo), ...take('to')]
  const cc = take('cc')
  if (to.length + cc.length > 0) return { to, cc, bcc: [] }
  throw Refusal.invalid([
    {
      path: '',
      code: 'no_recipients',
      message: 'the conversation has nobody in to or cc whom a reply could be sent to',
    },
  ])
}
