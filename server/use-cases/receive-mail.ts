import { matchContact } from '../contacts/contacts.ts'
import type { Context } from '../context.ts'
import { lockByNumber } from '../conversations/read.ts'
import { type Mailbox, parseEmailAddress } from '../mail/addresses.ts'
import type { MailReader, ReadMail } from '../mail/reader.ts'
import { cut } from '../mail/text.ts'
import type { NewMessage } from '../messages/add.ts'
import { messageSource, writePieces } from '../messages/pieces.ts'
import { wordsOfHtml } from '../messages/searchable-text.ts'
import { boundReferences } from '../messages/thread.ts'
import type { StoredContact } from '../records/contacts.ts'
import type { StoredConversation } from '../records/conversations.ts'
import type { Recipients } from '../records/messages.ts'
import { wordsOf } from '../store/search.ts'
import type { Tx } from '../store/store.ts'
import { type Catalog, catalogOf } from '../tenants/catalog.ts'
import { type Channel, channelsAt } from '../tenants/channels.ts'
import { applyReport } from './apply-report.ts'
import { receiveMessage, tellReceived } from './receive-message.ts'
import { type NewMailConversation, startByMail } from './start-by-mail.ts'
import { startConversation } from './start-conversation.ts'

/** As long as the subject of a conversation of Fernand's may be. */
const MAX_SUBJECT = 250
/** How many of a mail's addresses an answer may go to, by header: no stranger makes us write to hundreds. */
const MOST_ANSWERED = { 'reply-to': 3, to: 50, cc: 50 } as const
/** Who is written down for a mail that tells no sender at all: a name that can never be one (RFC 2606). */
const NOBODY: Mailbox = { name: null, address: 'unknown@sender.invalid' }

/** Who tells of deliveries: a server, by the name of nobody (RFC 2142 section 4, RFC 5321 section 4.5.1). */
const SERVERS = /^(?:mailer-daemon|mail-daemon|postmaster)@/i

/**
 * Keeps a mail that came in, in each of the channels that it is for; resolves once that is durable.
 *
 * It goes to the conversation that it answers, on whichever API that is, or opens a new one on the channel's. A
 * delivery status notification of a mail that the channel sent goes to that. The same mail is kept once in a channel,
 * and another one with its Message-ID is a mail of its own.
 *
 * @param from the reverse-path, empty when there is none
 * @throws Refusal `unavailable`
 */
export async function receiveMail(
  context: Context,
  reader: MailReader,
  { from, to, source }: { from: string; to: string[]; source: Buffer },
): Promise<void> {
  const channels = new Map<string, Channel>()
  for (const address of to) {
    for (const channel of await context.store.read(db => channelsAt(db, address)))
      channels.set(`${channel.tenant_id} ${channel.id}`, channel)
  }
  if (channels.size === 0) throw new Error('the channels of a mail are gone')
  const read = await reader.read(source)
  // What wants no answer was written by no person (RFC 3834 section 3.3, RFC 5321 section 4.5.5).
  const isOfServer = from === '' || SERVERS.test(read.from?.address ?? from)
  const report = read.report ?? (isOfServer ? read.plainReport : null)
  const mail = { ...read, report, isAutomated: read.isAutomated || from === '' || report !== null }
  const { messageId, unreadable } = mail
  if (unreadable) context.logger.warn({ messageId, reason: unreadable }, 'a mail was read by halves')
  const sender = mail.from ?? senderOf(from) ?? NOBODY
  const words = mail.text === null ? await wordsOfHtml(mail.html ?? '') : wordsOf(mail.text)
  for (const channel of channels.values()) {
    try {
      await context.store.write(tx => keep(tx, context, channel, sender, { ...mail, words }, source))
    } catch (error) {
      if (!context.store.isViolationOf(error, 'message_digest')) throw error
      context.logger.info({ messageId, channel: channel.id }, 'a mail that is there already came again')
    }
  }
}

function senderOf(reversePath: string): Mailbox | undefined {
  const address = parseEmailAddress(reversePath)
  return address === null ? undefined : { name: null, address }
}

async function keep(
  tx: Tx,
  context: Context,
  channel: Channel,
  sender: Mailbox,
  mail: ReadMail & { words: string },
  source: Buffer,
): Promise<void> {
  const { tenant_id } = channel
  const catalog = await catalogOf(context, tx.db, tenant_id)
  if (mail.report && (await applyReport(tx, context, channel, catalog, mail.report, mail.answers))) return
  const contact = await matchContact(tx, context, tenant_id, { email: sender.address, name: sender.name })
  const answered = await conversationOf(tx, context, channel, mail.answers)
  const given = { ...messageOf(context, channel, contact, mail), words: mail.words }
  const message = answered
    ? (await receiveMessage(tx, context, catalog, answered, given)).message
    : await tellReceived(tx, context, await open(tx, context, channel, catalog, contact, mail), given)
  await writePieces(tx.db, messageSource, message.id, source)
}

/** The conversation with the first of these mails that the channel knows, locked. */
async function conversationOf(
  tx: Tx,
  context: Context,
  { tenant_id, id }: Channel,
  ids: string[],
): Promise<StoredConversation | undefined> {
  if (ids.length === 0) return undefined
  const known = await tx.db
    .selectFrom('message')
    .select(['conversation_id', 'mail_message_id', 'direction'])
    .where('tenant_id', '=', tenant_id)
    .where('channel_id', '=', id)
    .where('mail_message_id', 'in', ids)
    .orderBy('id')
    .execute()
  // The newest one with an id counts; of a mail that the channel sent to itself the one that it sent.
  const inOrder = [
    ...known.filter(row => row.direction === 'in'),
    ...known.filter(row => row.direction === 'out'),
  ]
  const byId = new Map(inOrder.map(row => [row.mail_message_id, row.conversation_id]))
  const nearest = ids.find(one => byId.has(one))
  return nearest === undefined ? undefined : await lockByNumber(tx, context, byId.get(nearest) ?? 0)
}

function messageOf(
  { ids }: Context,
  channel: Channel,
  contact: StoredContact,
  mail: ReadMail,
): Omit<NewMessage, 'direction'> {
  return {
    text: mail.text ?? undefined,
    html: mail.html ?? undefined,
    sentAt: mail.date ?? undefined,
    attachments: mail.attachments.map(({ name, type, content }) => ({
      name,
      type,
      content: Buffer.from(content.buffer, content.byteOffset, content.byteLength),
    })),
    contactId: contact.id,
    mail: {
      uid: ids.sortable(),
      channel_id: channel.id,
      mail_message_id: mail.messageId,
      mail_digest: mail.digest,
      recipients: JSON.stringify({ to: mail.to, cc: mail.cc, bcc: [] } satisfies Recipients),
      in_reply_to: mail.inReplyTo,
      mail_references: boundReferences(mail.references).join(' ') || null,
      unsubscribe_url: mail.unsubscribeUrl,
      is_automated: Number(mail.isAutomated),
      language: mail.language,
    },
  }
}

async function open(
  tx: Tx,
  context: Context,
  channel: Channel,
  catalog: Catalog,
  contact: StoredContact,
  mail: ReadMail,
): Promise<StoredConversation> {
  const subject = cut(mail.subject, MAX_SUBJECT)
  if (channel.api === 'atender') {
    return await startConversation(tx, context, catalog, {
      externalReference: null,
      previousUid: null,
      contact,
      subject,
      channel: 'email',
      channelId: channel.id,
      tags: [],
      customFields: {},
      metadata: {},
      lastIncomingAt: context.clock.now(),
      isAutomated: mail.isAutomated,
    })
  }
  const participants: NewMailConversation['participants'] = [{ kind: 'from', contactId: contact.id }]
  const own = new Set(catalog.channels.map(({ address }) => address.toLowerCase()))
  const isOwn = (address: string) => own.has(address.toLowerCase().replace(/^([^+]*)\+[^@]*(?=@)/, '$1'))
  for (const [kind, mailboxes] of [
    ['reply-to', mail.replyTo],
    ['to', mail.to],
    ['cc', mail.cc],
  ] as const) {
    for (const { address, name } of mailboxes.slice(0, MOST_ANSWERED[kind])) {
      if (isOwn(address)) continue
      const { id } = await matchContact(tx, context, channel.tenant_id, { email: address, name })
      if (kind !== 'reply-to' || id !== contact.id) participants.push({ kind, contactId: id })
    }
  }
  return await startByMail(tx, context, {
    contact,
    subject,
    channelId: channel.id,
    participants,
    isAutomated: mail.isAutomated,
  })
}
