import type { Selectable } from 'kysely'
import type { Context } from '../context.ts'
import type { Job, Outcome } from '../jobs/jobs.ts'
import { composeMime } from '../mail/mime.ts'
import type { MailReader } from '../mail/reader.ts'
import type { MailTransport, SendOutcome } from '../mail/transport.ts'
import { claimForSending } from '../messages/claim.ts'
import { afterAttempt, asTheMail, type Delivery, waitingFor } from '../messages/deliveries.ts'
import {
  attachmentContent,
  messageSource,
  readPieces,
  readWhole,
  writePiecesApart,
} from '../messages/pieces.ts'
import { envelopeRecipients } from '../messages/recipients.ts'
import type { Recipients } from '../records/messages.ts'
import type { Store } from '../store/store.ts'
import type { MessageTable } from '../store/tables/conversations.ts'

/** When a mail is tried again that was put off; in milliseconds. */
export interface Retry {
  /** Until the next attempt, by attempt; the last one repeats. */
  after: number[]
  /** How long it is tried, from when it was due, before it is given up. */
  window: number
}

/** What it takes to send. */
export interface Sending {
  transport: MailTransport
  reader: MailReader
  retry: Retry
}

/**
 * Hands a pending mail to the mail server and writes down what it said. A mail is sent at least once: when the
 * process dies between the server's answer and the note of it, the mail goes out again with the same Message-ID. Who was put
 * off while others were not is tried again alone.
 */
export async function sendMail(
  context: Context,
  { transport, reader, retry }: Sending,
  { payload, attempt }: Job<'sendMail'>,
): Promise<Outcome> {
  const mail = await load(context.store, payload.messageId)
  if (!mail) return 'done'
  const source = (await readWhole(context.store, messageSource, mail.id)) ?? (await compose(context, mail))
  if (!(await claimForSending(context.store, mail.id, context.clock.now()))) return 'done'
  const to = waitingFor(mail.deliveries)
  const outcome = await transport.send({ from: mail.from.address, to, id: mail.uid }, source)
  const next = await record(context, retry, mail, attempt, outcome)
  // Afterwards, for the reader may have to wake up first, and the mail is to leave when it is due.
  if (attempt === 1) await noteLanguage(context.store, reader, mail)
  return next
}

async function noteLanguage(store: Store, reader: MailReader, mail: PendingMail): Promise<void> {
  const language = await reader.languageOf(mail)
  await store.write(({ db }) =>
    db.updateTable('message').set({ language }).where('id', '=', mail.id).execute(),
  )
}

type PendingMail = NonNullable<Awaited<ReturnType<typeof load>>>

/** The mail with all that it is made of; undefined when it is gone, or nobody waits for it any more. */
function load(store: Store, messageId: number) {
  return store.read(async db => {
    const row = await db
      .selectFrom('message')
      .innerJoin('conversation', 'conversation.id', 'message.conversation_id')
      .innerJoin('channel', join =>
        join
          .onRef('channel.tenant_id', '=', 'conversation.tenant_id')
          .onRef('channel.id', '=', 'conversation.channel_id'),
      )
      .leftJoin('agent', join =>
        join.onRef('agent.tenant_id', '=', 'message.tenant_id').onRef('agent.id', '=', 'message.agent_id'),
      )
      .select([
        'message.id',
        'message.uid',
        'message.status',
        'message.deliveries',
        'message.delay',
        'message.html',
        'message.text',
        'message.in_reply_to',
        'message.mail_references',
        'message.conversation_id',
        'message.recipients',
        'message.mail_message_id',
        'message.created_at',
      ])
      .select(['conversation.subject', 'channel.address', 'channel.name as channel_name'])
      .select('agent.name as agent_name')
      .where('message.id', '=', messageId)
      .where('message.status', 'in', ['pending', 'sent'])
      .executeTakeFirst()
    if (!row) return undefined
    const recipients: Recipients = JSON.parse(row.recipients ?? '{"to":[],"cc":[],"bcc":[]}')
    const deliveries = deliveriesOf(row, recipients)
    if (waitingFor(deliveries).length === 0) return undefined
    return {
      ...row,
      recipients,
      deliveries,
      from: { name: row.agent_name ?? row.channel_name, address: row.address },
    }
  })
}

/** What is written down for each recipient; nothing of a mail that was never tried. */
function deliveriesOf(
  { status, deliveries }: Pick<Selectable<MessageTable>, 'status' | 'deliveries'>,
  recipients: Recipients,
): Delivery[] {
  if (deliveries !== null) return JSON.parse(deliveries)
  return status === 'received' ? [] : asTheMail(envelopeRecipients(recipients), status)
}

/** Makes the source and keeps it, so that every attempt sends the same bytes. */
async function compose({ store, clock }: Context, mail: PendingMail): Promise<Buffer> {
  const attachments = await store.read(db =>
    db
      .selectFrom('attachment')
      .select(['id', 'name', 'type', 'size'])
      .where('message_id', '=', mail.id)
      .orderBy('id')
      .execute(),
  )
  const source = await composeMime({
    messageId: mail.mail_message_id ?? '',
    date: new Date(clock.now()),
    from: mail.from,
    to: mail.recipients.to,
    cc: mail.recipients.cc,
    subject: await subjectOf(store, mail),
    html: mail.html ?? undefined,
    text: mail.text ?? undefined,
    ...(mail.in_reply_to === null ? {} : { inReplyTo: mail.in_reply_to }),
    references: mail.mail_references?.split(' ') ?? [],
    attachments: attachments.map(({ id, name, type, size }) => ({
      name,
      type,
      content: { size, pieces: readPieces(store, attachmentContent, id) },
    })),
  })
  await writePiecesApart(store, messageSource, mail.id, source)
  return source
}

/** A mail that is not the first message of its conversation is an answer, and says so (RFC 5322 section 3.6.5). */
async function subjectOf(store: Store, { id, conversation_id, subject }: PendingMail): Promise<string> {
  const earlier = await store.read(db =>
    db
      .selectFrom('message')
      .select('id')
      .where('conversation_id', '=', conversation_id)
      .where('id', '<', id)
      .limit(1)
      .executeTakeFirst(),
  )
  return earlier && !/^re:/i.test(subject) ? `Re: ${subject}` : subject
}

async function record(
  { store, clock, logger }: Context,
  retry: Retry,
  mail: PendingMail,
  attempt: number,
  outcome: SendOutcome,
): Promise<Outcome> {
  const now = clock.now()
  const due = mail.created_at + (mail.delay ?? 0) * 1000
  const progress = await store.write(async ({ db }) => {
    // A report may have come meanwhile.
    const [row] = await db
      .updateTable('message')
      .set({ sending_since: null })
      .where('id', '=', mail.id)
      .returning(['status', 'deliveries', 'sent_at'])
      .execute()
    if (row?.status !== 'pending' && row?.status !== 'sent') return undefined
    const before = deliveriesOf(row, mail.recipients)
    const after = afterAttempt(before, outcome, { now, givesUp: now - due > retry.window })
    await db
      .updateTable('message')
      .set({
        status: after.status,
        deliveries: JSON.stringify(after.deliveries),
        last_event: JSON.stringify(after.last),
        sent_at: row.sent_at ?? (after.status === 'sent' ? now : null),
      })
      .where('id', '=', mail.id)
      .execute()
    return after
  })
  if (!progress) return 'done'
  const { event, code } = progress.last
  logger.info({ messageId: mail.id, attempt, event, code }, 'mail handed to the mail server')
  if (waitingFor(progress.deliveries).length === 0) return 'done'
  return { againAt: now + (retry.after[Math.min(attempt, retry.after.length) - 1] ?? 0) }
}
