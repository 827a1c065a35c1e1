import { matchContact } from '../contacts/contacts.ts'
import type { Context } from '../context.ts'
import { insertConversation, insertMessage, insertRecipient } from '../conversations/insert.ts'
import type { Mailbox } from '../mail/addresses.ts'
import { Refusal } from '../refusal.ts'
import { prepared } from '../store/prepared.ts'
import type { Db, Tx } from '../store/store.ts'
import { addAttachments, type NewAttachment } from './add.ts'
import type { Recipients, StoredMessage } from './read.ts'
import { newMessageId } from './thread.ts'

interface NewMail {
  channelId: number
  /** `id` decides when both are given. */
  agent: { id: number | undefined; email: string | undefined }
  recipients: Recipients
  subject: string
  html: string
  /** Seconds until it is sent. */
  delay: number
  generatedId: string | undefined
  attachments: NewAttachment[]
  actions: Record<string, unknown>[]
}

/**
 * Opens a conversation with a mail that is sent `delay` seconds from now; the job that sends it is part of the
 * same transaction.
 *
 * @throws Refusal `not_found` naming the channel or the agent that the tenant does not have
 */
export function composeMail(context: Context, tenantId: string, mail: NewMail): Promise<StoredMessage> {
  return context.store.write(async tx => {
    const channel = await requireChannel(tx.db, tenantId, mail.channelId)
    const agent = await requireAgent(tx.db, tenantId, mail.agent)
    const contacts = await matchRecipients(tx, context, tenantId, mail.recipients)
    const now = context.clock.now()
    const conversationId = await insertConversation(tx.db, {
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
    })
    for (const { kind, contactId } of contacts) {
      await insertRecipient(tx.db, { conversation_id: conversationId, contact_id: contactId, kind })
    }
    const uid = context.ids.sortable()
    const row = {
      uid,
      tenant_id: tenantId,
      conversation_id: conversationId,
      direction: 'out' as const,
      status: 'pending' as const,
      text: null,
      html: mail.html,
      agent_id: agent.id,
      contact_id: null,
      created_at: now,
      sent_at: null,
      delay: mail.delay,
      generated_id: mail.generatedId ?? null,
      actions: JSON.stringify(mail.actions),
      channel_id: channel.id,
      mail_message_id: newMessageId(uid, channel.address),
      recipients: JSON.stringify(mail.recipients),
      last_event: null,
      in_reply_to: null,
      mail_references: null,
      unsubscribe_url: null,
      is_automated: 0,
      language: null,
    }
    const id = await insertMessage(tx.db, row)
    const attachments = await addAttachments(tx, context, id, mail.attachments)
    await context.jobs.add(tx, 'sendMail', { messageId: id }, now + mail.delay * 1000)
    return { ...row, id, attachments }
  })
}

const channelById = prepared<{ tenantId: string; id: number }, { id: number; address: string }>((db, value) =>
  db
    .selectFrom('channel')
    .select(['id', 'address'])
    .where('tenant_id', '=', value('tenantId'))
    .where('id', '=', value('id')),
)

async function requireChannel(db: Db, tenantId: string, id: number) {
  const [channel] = await channelById(db, { tenantId, id })
  if (!channel) throw new Refusal('not_found', `channel_id ${id} does not exist.`)
  return channel
}

const agentById = prepared<{ tenantId: string; id: number }, { id: number }>((db, value) =>
  activeAgents(db, value('tenantId')).where('id', '=', value('id')),
)
const agentByEmail = prepared<{ tenantId: string; email: string }, { id: number }>((db, value) =>
  activeAgents(db, value('tenantId')).where('email', '=', value('email')),
)
const activeAgents = (db: Db, tenantId: string) =>
  db.selectFrom('agent').select('id').where('tenant_id', '=', tenantId).where('is_active', '=', 1)

async function requireAgent(db: Db, tenantId: string, { id, email = '' }: NewMail['agent']) {
  const [agent] =
    id === undefined
      ? await agentByEmail(db, { tenantId, email: email.toLowerCase() })
      : await agentById(db, { tenantId, id })
  if (agent) return agent
  throw new Refusal(
    'not_found',
    `${id === undefined ? `agent_email ${email}` : `agent_id ${id}`} does not exist.`,
  )
}

type Participant = { kind: keyof Recipients; contactId: number }

/** A contact for every recipient; the first is the one that the conversation is with. */
async function matchRecipients(
  tx: Tx,
  context: Context,
  tenantId: string,
  recipients: Recipients,
): Promise<[Participant, ...Participant[]]> {
  const participants: Participant[] = []
  for (const kind of ['to', 'cc', 'bcc'] as const) {
    for (const { address, name } of recipients[kind]) {
      const contact = await matchContact(tx, context, tenantId, { email: address, name })
      participants.push({ kind, contactId: contact.id })
    }
  }
  const [first, ...others] = participants
  if (!first) throw new Error('the contract lets no mail without a recipient pass')
  return [first, ...others]
}

/** The addresses to hand to the mail server: each one once, whatever its case, in the order of the headers. */
export function envelopeRecipients(recipients: Recipients): string[] {
  const seen = new Map<string, string>()
  for (const { address } of [...recipients.to, ...recipients.cc, ...recipients.bcc] satisfies Mailbox[]) {
    const key = address.toLowerCase()
    if (!seen.has(key)) seen.set(key, address)
  }
  return [...seen.values()]
}
