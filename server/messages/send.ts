import type { Context } from '../context.ts'
import type { Job, Outcome } from '../jobs/jobs.ts'
import { composeMime } from '../mail/mime.ts'
import type { MailTransport, SendOutcome } from '../mail/transport.ts'
import type { Store } from '../store/store.ts'
import { envelopeRecipients } from './compose.ts'
import { claimForSending } from './delete.ts'
import type { DeliveryEvent, Recipients } from './read.ts'

/** Until a mail that was put off is tried again, in seconds, by attempt; the last one repeats. */
const RETRY_AFTER = [30, 60, 300, 900, 1800, 3600]
/** How long a mail is tried before it is given up, in milliseconds: RFC 5321 section 4.5.4.1 says 4 to 5 days. */
const RETRY_WINDOW = 5 * 24 * 3600 * 1000

/**
 * Hands a pending mail to the mail server and writes down what it said. A mail is sent at least once: when the
 * process dies between the server's answer and the note of it, the mail goes out again with the same Message-ID.
 */
export async function sendMail(
  context: Context,
  transport: MailTransport,
  { payload, attempt }: Job<'sendMail'>,
): Promise<Outcome> {
  const mail = await load(context.store, payload.messageId)
  if (!mail) return 'done'
  const source = mail.source ?? (await compose(context, mail))
  if (!(await claimForSending(context.store, mail.id, context.clock.now()))) return 'done'
  const outcome = await transport.send(
    { from: mail.from.address, to: envelopeRecipients(mail.recipients) },
    source,
  )
  return await record(context, mail, attempt, outcome)
}

type PendingMail = NonNullable<Awaited<ReturnType<typeof load>>>

/** The mail with all that it is made of; undefined when it is gone, or was sent before a crash. */
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
      .leftJoin('message_source', 'message_source.message_id', 'message.id')
      .select([
        'message.id',
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
      .select(['agent.name as agent_name', 'message_source.source'])
      .where('message.id', '=', messageId)
      .where('message.status', '=', 'pending')
      .executeTakeFirst()
    if (!row) return undefined
    const attachments = row.source
      ? []
      : await db
          .selectFrom('attachment')
          .select(['name', 'type', 'content'])
          .where('message_id', '=', messageId)
          .orderBy('id')
          .execute()
    const recipients: Recipients = JSON.parse(row.recipients ?? '{"to":[],"cc":[],"bcc":[]}')
    return {
      ...row,
      recipients,
      attachments,
      source: row.source && Buffer.from(row.source),
      from: { name: row.agent_name ?? row.channel_name, address: row.address },
    }
  })
}

/** Makes the source and keeps it, so that every attempt sends the same bytes. */
async function compose({ store, clock }: Context, mail: PendingMail): Promise<Buffer> {
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
    attachments: mail.attachments.map(({ name, type, content }) => ({
      name,
      type,
      content: Buffer.from(content),
    })),
  })
  await store.write(({ db }) =>
    db
      .insertInto('message_source')
      .values({ message_id: mail.id, source })
      .onConflict(conflict => conflict.column('message_id').doNothing())
      .execute(),
  )
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
  mail: PendingMail,
  attempt: number,
  outcome: SendOutcome,
): Promise<Outcome> {
  const now = clock.now()
  const givenUp = outcome.kind === 'deferred' && now - mail.created_at > RETRY_WINDOW
  const [status, event] = givenUp
    ? (['error', 'FAILED'] as const)
    : (
        {
          delivered: ['sent', 'DELIVERED'],
          deferred: ['pending', 'DEFERRED'],
          bounced: ['bounced', 'BOUNCED'],
        } as const
      )[outcome.kind]
  const last: DeliveryEvent = { event, receivedAt: now, code: outcome.code, reason: explain(outcome) }
  await store.write(({ db }) =>
    db
      .updateTable('message')
      .set({
        status,
        sending_since: null,
        last_event: JSON.stringify(last),
        ...(status === 'sent' ? { sent_at: now } : {}),
      })
      .where('id', '=', mail.id)
      .where('status', '=', 'pending')
      .execute(),
  )
  logger.info({ messageId: mail.id, attempt, event, code: outcome.code }, 'mail handed to the mail server')
  if (status !== 'pending') return 'done'
  const seconds = RETRY_AFTER[Math.min(attempt, RETRY_AFTER.length) - 1] ?? 0
  return { againAt: now + seconds * 1000 }
}

function explain(outcome: SendOutcome): string {
  if (outcome.kind !== 'delivered' || outcome.rejected.length === 0) return outcome.reason
  const refused = outcome.rejected.map(({ address, code, reason }) => `${address} (${code} ${reason})`)
  return `${outcome.reason}; refused for ${refused.join(', ')}`
}
