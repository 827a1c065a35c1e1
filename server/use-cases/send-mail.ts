import { type Selectable, sql } from 'kysely'
import type { Context } from '../context.ts'
import { touchConversation } from '../conversations/touch.ts'
import type { Ending, Job, Outcome } from '../jobs/jobs.ts'
import { composeMime, htmlToText } from '../mail/mime.ts'
import type { MailReader } from '../mail/reader.ts'
import type { MailTransport, SendOutcome } from '../mail/transport.ts'
import { claimForSending } from '../messages/claim.ts'
import { afterAttempt, type Delivery, deliveriesOf, hasFailed, waitingFor } from '../messages/deliveries.ts'
import {
  attachmentContent,
  isOnePiece,
  messageSource,
  readPieces,
  readWhole,
  writePieces,
  writePiecesApart,
} from '../messages/pieces.ts'
import type { Recipients } from '../records/messages.ts'
import { prepared } from '../store/prepared.ts'
import type { Store, Tx } from '../store/store.ts'
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
 * Hands a pending mail to the mail server; what it said is written down in the transaction that ends the job. A mail is
 * sent at least once: when the process dies between the server's answer and the note of it, the mail goes out again with
 * the same Message-ID. Who was put off while others were not is tried again alone.
 */
export async function sendMail(
  context: Context,
  { transport, reader, retry }: Sending,
  { payload, attempt }: Job<'sendMail'>,
): Promise<Ending> {
  const { store, clock } = context
  const mail = await load(store, payload.messageId)
  if (!mail) return 'done'
  const text = mail.text ?? htmlToText(mail.html ?? '')
  const kept = attempt === 1 ? undefined : await readWhole(store, messageSource, mail.id)
  const source = kept ?? (await compose(context, mail, text))
  const isClaimed = await store.write(async tx => {
    if (!(await claimForSending(tx, mail.id, clock.now()))) return false
    if (!kept && isOnePiece(source)) await writePieces(tx.db, messageSource, mail.id, source)
    return true
  })
  if (!isClaimed) return 'done'
  const language = attempt === 1 ? tellLanguage(reader, mail.id, text) : undefined
  const to = waitingFor(mail.deliveries)
  const outcome = await transport.send({ from: mail.from.address, to, id: mail.uid }, source)
  return async tx => {
    const known = language?.known()
    // The reader may have to wake up first, and nobody waits for that.
    if (language && known === undefined) tx.afterCommit(() => void language.note(store))
    return await record(tx, context, retry, mail, attempt, outcome, known)
  }
}

/** The language of a mail, asked for while it is sent. */
function tellLanguage(reader: MailReader, messageId: number, text: string) {
  let known: string | null | undefined
  const told = reader.languageOf({ text, html: null }).then(language => {
    known = language
  })
  return {
    /** ISO 639-1; null when nobody can tell; undefined while it is not known. */
    known: () => known,
    async note(store: Store): Promise<void> {
      await told
      const language = known ?? null
      await store
        .write(({ db }) => db.updateTable('message').set({ language }).where('id', '=', messageId).execute())
        .catch(() => {}) // The process stops; the mail has left all the same.
    },
  }
}

type PendingMail = NonNullable<Awaited<ReturnType<typeof load>>>

const MAIL_COLUMNS = [
  'message.id',
  'message.uid',
  'message.tenant_id',
  'message.status',
  'message.deliveries',
  'message.delay',
  'message.html',
  'message.text',
  'message.in_reply_to',
  'message.mail_references',
  'message.conversation_id',
  'message.agent_id',
  'message.recipients',
  'message.mail_message_id',
  'message.created_at',
  'message.sent_at',
] as const
type MailColumn = (typeof MAIL_COLUMNS)[number] extends `message.${infer Column}` ? Column : never

interface PendingRow extends Pick<Selectable<MessageTable>, MailColumn> {
  subject: string
  /** Null when the channel is gone. */
  address: string | null
  channel_name: string | null
  agent_name: string | null
  earlier_id: number | null
  /** The first one. */
  attachment_id: number | null
}

// Looked up one by one within one statement: SQLite plans a join anew at every run, which takes four times as long.
const pendingMail = prepared<{ id: number }, PendingRow>((db, value) =>
  db
    .selectFrom('message')
    .select(MAIL_COLUMNS)
    .select(query => {
      const conversation = () =>
        query.selectFrom('conversation').whereRef('conversation.id', '=', 'message.conversation_id')
      const channel = () =>
        query
          .selectFrom('channel')
          .whereRef('channel.tenant_id', '=', 'message.tenant_id')
          .where('channel.id', '=', conversation().select('channel_id'))
      const agent = query
        .selectFrom('agent')
        .whereRef('agent.tenant_id', '=', 'message.tenant_id')
        .whereRef('agent.id', '=', 'message.agent_id')
      const earlier = query
        .selectFrom('message as earlier')
        .whereRef('earlier.conversation_id', '=', 'message.conversation_id')
        .whereRef('earlier.id', '<', 'message.id')
      const attachment = query.selectFrom('attachment').whereRef('attachment.message_id', '=', 'message.id')
      return [
        conversation().select('subject').$asScalar().$notNull().as('subject'),
        channel().select('address').as('address'),
        channel().select('name').as('channel_name'),
        agent.select('name').as('agent_name'),
        earlier.select('earlier.id').limit(1).as('earlier_id'),
        attachment.select('attachment.id').limit(1).as('attachment_id'),
      ]
    })
    .where('message.id', '=', value('id'))
    .where('message.status', 'in', ['pending', 'sent']),
)

/** The mail with all that it is made of; undefined when it is gone, or nobody waits for it any more. */
function load(store: Store, messageId: number) {
  return store.read(async db => {
    const [row] = await pendingMail(db, { id: messageId })
    if (!row || row.address === null) return undefined
    const recipients: Recipients = JSON.parse(row.recipients ?? '{"to":[],"cc":[],"bcc":[]}')
    const deliveries = deliveriesOf(row, recipients)
    if (waitingFor(deliveries).length === 0) return undefined
    return {
      ...row,
      row,
      recipients,
      deliveries,
      from: { name: row.agent_name ?? row.channel_name, address: row.address },
    }
  })
}

const filesOf = prepared<{ messageId: number }, { id: number; name: string; type: string; size: number }>(
  (db, value) =>
    db
      .selectFrom('attachment')
      .select(['id', 'name', 'type', 'size'])
      .where('message_id', '=', value('messageId'))
      .orderBy('id'),
)

/** Makes the source. A large one is kept at once, so that others may write meanwhile; every attempt sends what is kept. */
async function compose({ store, clock }: Context, mail: PendingMail, text: string): Promise<Buffer> {
  const attachments =
    mail.attachment_id === null ? [] : await store.read(db => filesOf(db, { messageId: mail.id }))
  const source = await composeMime({
    messageId: mail.mail_message_id ?? '',
    date: new Date(clock.now()),
    from: mail.from,
    to: mail.recipients.to,
    cc: mail.recipients.cc,
    subject: subjectOf(mail),
    html: mail.html ?? undefined,
    text,
    ...(mail.in_reply_to === null ? {} : { inReplyTo: mail.in_reply_to }),
    references: mail.mail_references?.split(' ') ?? [],
    attachments: attachments.map(({ id, name, type, size }) => ({
      name,
      type,
      content: { size, pieces: readPieces(store, attachmentContent, id) },
    })),
  })
  if (!isOnePiece(source)) await writePiecesApart(store, messageSource, mail.id, source)
  return source
}

/** A mail that is not the first message of its conversation is an answer, and says so (RFC 5322 section 3.6.5). */
const subjectOf = ({ earlier_id, subject }: PendingMail): string =>
  earlier_id !== null && !/^re:/i.test(subject) ? `Re: ${subject}` : subject

type Progress = Pick<Selectable<MessageTable>, 'status' | 'deliveries' | 'sent_at'>

const progressOf = prepared<{ id: number }, Progress>((db, value) =>
  db
    .updateTable('message')
    .set({ sending_since: null })
    .where('id', '=', value('id'))
    .returning(['status', 'deliveries', 'sent_at']),
)

/** Gives no row where the progress is another than that. */
const noteAttempt = prepared<
  Progress &
    Pick<Selectable<MessageTable>, 'id' | 'last_event' | 'language'> & {
      before: Progress['status']
      deliveries_before: Progress['deliveries']
    },
  { id: number }
>((db, value) => {
  const text = (name: 'language' | 'deliveries_before') => sql<string | null>`cast(${value(name)} as text)`
  return db
    .updateTable('message')
    .set(({ fn }) => ({
      sending_since: null,
      status: value('status'),
      deliveries: value('deliveries'),
      last_event: value('last_event'),
      sent_at: value('sent_at'),
      // One that is known already stays: only the first attempt asks for it.
      language: fn.coalesce(text('language'), 'language'),
    }))
    .where('id', '=', value('id'))
    .where('status', '=', value('before'))
    .where('deliveries', 'is not distinct from', text('deliveries_before'))
    .returning('id')
})

async function record(
  tx: Tx,
  { clock, logger }: Context,
  retry: Retry,
  mail: PendingMail,
  attempt: number,
  outcome: SendOutcome,
  language: string | null | undefined,
): Promise<Outcome> {
  const { db } = tx
  const now = clock.now()
  const due = mail.created_at + (mail.delay ?? 0) * 1000
  const note = async (before: Progress, deliveriesBefore: Delivery[]) => {
    const after = afterAttempt(deliveriesBefore, outcome, { now, givesUp: now - due > retry.window })
    const noted = await noteAttempt(db, {
      id: mail.id,
      before: before.status,
      deliveries_before: before.deliveries,
      status: after.status,
      deliveries: JSON.stringify(after.deliveries),
      last_event: JSON.stringify(after.last),
      sent_at: before.sent_at ?? (after.status === 'sent' ? now : null),
      language: language ?? null,
    })
    return noted.length > 0 ? after : undefined
  }
  let after = await note(mail.row, mail.deliveries)
  if (!after) {
    // A report has come meanwhile.
    const [progress] = await progressOf(db, { id: mail.id })
    if (progress?.status !== 'pending' && progress?.status !== 'sent') return 'done'
    after = await note(progress, deliveriesOf(progress, mail.recipients))
    if (!after) throw new Error('the progress of a message that is locked has changed')
  }
  const { event, code } = after.last
  if (hasFailed(after.status)) await touchConversation(tx, mail.conversation_id, now)
  tx.afterCommit(() =>
    logger.info({ messageId: mail.id, attempt, event, code }, 'mail handed to the mail server'),
  )
  if (waitingFor(after.deliveries).length === 0) return 'done'
  return { againAt: now + (retry.after[Math.min(attempt, retry.after.length) - 1] ?? 0) }
}
