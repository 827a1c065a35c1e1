import type { GivenAction } from '../actions/effect.ts'
import { planActions } from '../actions/plan.ts'
import { runActions } from '../actions/run.ts'
import { matchContact } from '../contacts/contacts.ts'
import type { Context } from '../context.ts'
import { insertConversation, insertRecipient } from '../conversations/insert.ts'
import type { NewAttachment } from '../messages/add.ts'
import { wordsOfHtml } from '../messages/searchable-text.ts'
import type { Recipients, StoredMessage } from '../records/messages.ts'
import { wordsOf } from '../store/search.ts'
import type { Tx } from '../store/store.ts'
import { requireAgent } from '../tenants/agents.ts'
import { requireChannel } from '../tenants/channels.ts'
import { queueMail } from './queue-mail.ts'

/** What a caller says of a mail, whether it opens a conversation or answers in one. */
export interface MailContent {
  /** `id` decides when both are given. */
  agent: { id: number | undefined; email: string | undefined }
  html: string
  /** Seconds until it is sent. */
  delay: number
  generatedId: string | undefined
  attachments: NewAttachment[]
  actions: GivenAction[]
  /** JSON Pointer to the actions in the body. */
  actionsAt: string
}

interface NewMail extends MailContent {
  channelId: number
  recipients: Recipients
  subject: string
}

/**
 * Opens a conversation with a mail that is sent `delay` seconds from now; the job that sends it is part of the
 * same transaction, and so are its actions.
 *
 * @throws Refusal `not_found` naming the channel, the agent, the snippet or the tag that the tenant does not have;
 *   `validation_failed` for actions whose data are wrong
 */
export async function composeMail(context: Context, tenantId: string, mail: NewMail): Promise<StoredMessage> {
  const words = await wordsOfHtml(mail.html)
  return await context.store.append(async tx => {
    const channel = await requireChannel(tx.db, tenantId, mail.channelId)
    const agent = await requireAgent(tx.db, tenantId, mail.agent)
    const actions = await planActions(context, tx.db, tenantId, mail.actions, mail.actionsAt)
    const contacts = await matchRecipients(tx, context, tenantId, mail.recipients)
    const now = context.clock.now()
    const id = await insertConversation(tx.db, {
      uid: context.ids.sortable(),
      tenant_id: tenantId,
      api: 'fernand',
      external_reference: null,
      subject: mail.subject,
      channel: 'email',
      channel_id: channel.id,
      contact_id: contacts[0].contactId,
      team_id: null,
      agent_id: agent.id,
      status: 'active',
      custom_fields: '{}',
      metadata: '{}',
      created_at: now,
      updated_at: now,
      last_incoming_at: null,
      previous_uid: null,
      snooze_until: null,
      waiting_since: null,
    })
    for (const { kind, contactId } of contacts) {
      await insertRecipient(tx.db, { conversation_id: id, contact_id: contactId, kind })
    }
    await context.store.search.add(tx.db, { conversationId: id }, wordsOf(mail.subject))
    const conversation = { id, tenant_id: tenantId }
    const given = { ...mail, words }
    const message = await queueWithActions(tx, context, conversation, channel, agent.id, actions, given)
    await context.publish(tx, tenantId, {
      name: 'conversation.composed',
      conversationId: id,
      messageId: message.id,
    })
    return message
  })
}

type Planned = Awaited<ReturnType<typeof planActions>>

/** Queues the mail, then runs its actions, of which `reply` queues one more. */
export async function queueWithActions(
  tx: Tx,
  context: Context,
  conversation: { id: number; tenant_id: string },
  channel: { id: number; address: string },
  agentId: number,
  actions: Planned,
  {
    html,
    words,
    delay,
    generatedId,
    attachments,
    recipients,
  }: MailContent & {
    recipients: Recipients
    words: string
  },
): Promise<StoredMessage> {
  const common = { conversation, channel, agentId, delay, recipients }
  const message = await queueMail(tx, context, { ...common, html, words, generatedId, attachments, actions })
  await runActions(tx, context, conversation, actions, {
    agentId,
    reply: async more =>
      queueMail(tx, context, {
        ...common,
        html: more,
        words: await wordsOfHtml(more), // of an action: 64 KiB at most
        // One more answer in the same conversation has no blind copies.
        recipients: { ...recipients, bcc: [] },
        generatedId: undefined,
        attachments: [],
        actions: [],
      }),
  })
  return message
}

type Participant = { kind: keyof Recipients; contactId: number }

/** A contact for every recipient; the first is the one that the conversation is with. */
async function matchRecipients(
  tx: Tx,
  context: Context,
  tenantId: string,
  recipients: Recipients,
): Promise<[Participant, ...Participant[]]> {
  const all = (['to', 'cc', 'bcc'] as const).flatMap(kind =>
    recipients[kind].map(({ address, name }) => ({ kind, email: address.toLowerCase(), name })),
  )
  const ids = new Map<string, number>()
  // In one order for everybody: two mails to the same people never wait for each other in turn.
  for (const { email, name } of all.toSorted((a, b) => (a.email < b.email ? -1 : 1))) {
    if (!ids.has(email)) ids.set(email, (await matchContact(tx, context, tenantId, { email, name })).id)
  }
  const [first, ...others] = all.map(({ kind, email }) => ({ kind, contactId: ids.get(email) ?? 0 }))
  if (!first) throw new Error('the contract lets no mail without a recipient pass')
  return [first, ...others]
}
