import type { components } from '../../generated/fernand/types.ts'
import { toTimestamp } from '../clock.ts'
import { displayName } from '../contacts/contacts.ts'
import { contactNameLength } from '../contracts.ts'
import type { StoredDraft } from '../conversations/drafts.ts'
import type { Change } from '../conversations/entries.ts'
import type { MailOrder } from '../conversations/mail-list.ts'
import { cut, textToHtml } from '../mail/text.ts'
import type { Links } from '../messages/links.ts'
import type { StoredContact } from '../records/contacts.ts'
import type { MailConversation } from '../records/conversations.ts'
import type { StoredEntry, TimelineEntry } from '../records/entries.ts'
import type { DeliveryEvent, StoredMessage } from '../records/messages.ts'
import type { StoredAgent } from '../tenants/agents.ts'
import type { StoredChannel } from '../tenants/channels.ts'
import { idOf, type Numbers, numberOf } from '../tenants/numbers.ts'
import type { StoredSnippet } from '../tenants/snippets.ts'
import type { StoredTag } from '../tenants/tags.ts'
import { encodeCursor } from './cursor.ts'

type Schemas = components['schemas']

export const messageStatus = {
  pending: 'PENDING',
  sent: 'SENT',
  received: 'RECEIVED',
  bounced: 'BOUNCED',
  error: 'ERROR',
} as const satisfies Record<StoredMessage['status'], Schemas['MessageStatus']>

const conversationStatus = {
  active: 'OPENED',
  snoozed: 'SNOOZED',
  done: 'CLOSED',
  archived: 'CLOSED',
  spam: 'SPAM',
} as const satisfies Record<MailConversation['status'], Schemas['ConversationStatus']>

/** How the statuses of the contract are stored. */
export const storedStatus = {
  OPENED: 'active',
  CLOSED: 'done',
  SPAM: 'spam',
  SNOOZED: 'snoozed',
} as const satisfies Record<Schemas['ConversationStatus'], MailConversation['status']>

/** How entries of the timeline are named to a caller. */
export interface Naming {
  /** Whether ids have the prefix that tells their kind. */
  hasIdPrefixes: boolean
}

const entryId = (prefix: 'm' | 'n' | 'e', id: number, { hasIdPrefixes }: Naming): string =>
  hasIdPrefixes ? `${prefix}-${numberOf(id)}` : String(numberOf(id))

export const messageView = (row: StoredMessage, links: Links, naming: Naming): Schemas['Message'] => ({
  id: entryId('m', row.id, naming),
  conversation_id: numberOf(row.conversation_id),
  type: 'MESSAGE',
  timestamp: toTimestamp(row.created_at),
  way: row.direction === 'in' ? 'IN' : 'OUT',
  status: messageStatus[row.status],
  source: 'EMAIL',
  download_url: hasSource(row) ? links.original(row.uid, row.id) : null,
  agent_id: row.agent_id,
  contact_id: row.contact_id === null ? null : numberOf(row.contact_id),
  message: row.html ?? textToHtml(row.text ?? ''),
  attachments: row.attachments.map(({ id, uid, name, type, size }) => ({
    id: numberOf(id),
    uuid: uid,
    url: links.attachment(uid, id),
    name,
    type,
    size,
  })),
  ...(row.delay === null ? {} : { delay: row.delay }),
  unsubscribe_url: row.unsubscribe_url,
  ...(row.last_event === null ? {} : { last_event: deliveryEventView(JSON.parse(row.last_event)) }),
  actions: JSON.parse(row.actions),
  language: row.language,
  is_read: false,
  is_automated: row.is_automated === 1,
  ...(row.generated_id === null ? {} : { generated_id: row.generated_id }),
})

/** A mail has a source once it was made for sending, or came in. */
export const hasSource = ({ direction, status, channel_id, mail_message_id }: StoredMessage): boolean =>
  direction === 'in' ? channel_id !== null : status !== 'pending' && mail_message_id !== null

const deliveryEventView = ({ event, receivedAt, code, reason }: DeliveryEvent): Schemas['DeliveryEvent'] => ({
  event,
  received_at: toTimestamp(receivedAt),
  ...(code === null ? {} : { error_code: code }),
  reason,
})

export const noteView = (row: StoredEntry, naming: Naming): Schemas['Note'] => ({
  id: entryId('n', row.id, naming),
  conversation_id: numberOf(row.conversation_id),
  message: row.html ?? '',
  created: toTimestamp(row.created_at),
  type: 'NOTE',
  timestamp: toTimestamp(row.created_at),
  agent_id: row.agent_id,
  actions: JSON.parse(row.actions),
  edited_at: row.edited_at === null ? null : toTimestamp(row.edited_at),
  ...(row.generated_id === null ? {} : { generated_id: row.generated_id }),
})

const eventView = (row: StoredEntry, naming: Naming): Schemas['TimelineEvent'] => ({
  id: entryId('e', row.id, naming),
  conversation_id: numberOf(row.conversation_id),
  type: 'EVENT',
  timestamp: toTimestamp(row.created_at),
  ...changeView({ event: row.event, data: JSON.parse(row.data) } as Change), // as conversations/entries.ts wrote it
  agent_id: row.agent_id,
})

function changeView(change: Change): Pick<Schemas['TimelineEvent'], 'event' | 'data'> {
  const event = change.event.toUpperCase() as Schemas['TimelineEvent']['event'] // the same words
  if (change.event === 'contact') {
    return { event, data: { contact_id: numberOf(change.data.contact_id) } }
  }
  if (change.event !== 'status') return { event, data: change.data }
  const { status, snooze_until: until } = change.data
  return {
    event,
    data: {
      status: conversationStatus[status as MailConversation['status']],
      ...(until === undefined ? {} : { snooze_until: until === null ? null : toTimestamp(until) }),
    },
  }
}

export const timelineView = (line: TimelineEntry, links: Links, naming: Naming): Schemas['TimelineEntry'] => {
  if (line.kind === 'message') return messageView(line.message, links, naming)
  return line.entry.kind === 'note' ? noteView(line.entry, naming) : eventView(line.entry, naming)
}

/** The entry of an id with or without its prefix. */
export const parseEntryId = (id: string, numbers: Numbers): number =>
  idOf(numbers, Number(id.replace(/^[mne]-/, '')))

/** The message of an id with or without its prefix, or of a UUID. */
export const parseMessageId = (id: string, numbers: Numbers): number | string =>
  /^[0-9a-f]{8}-/i.test(id) ? id.toLowerCase() : parseEntryId(id, numbers)

/** @param order of the list that it stands in */
export const conversationView = (
  row: MailConversation,
  order: MailOrder = 'priority',
): Schemas['Conversation'] => ({
  id: numberOf(row.id),
  contact_id: numberOf(row.contact_id),
  subject: row.subject,
  status: conversationStatus[row.status],
  last_update: toTimestamp(row.last_incoming_at ?? row.created_at),
  tags: row.tagIds,
  recipients: row.recipients.map(one => ({
    ...one,
    id: numberOf(one.id),
    conversation_id: numberOf(one.conversation_id),
    contact_id: numberOf(one.contact_id),
  })),
  agent_id: row.agent_id,
  channel_id: row.channel_id ?? 0, // every conversation of this API has one
  snooze_until: row.snooze_until === null ? null : toTimestamp(row.snooze_until),
  cursor: encodeCursor(order, { waitingSince: row.waiting_since, id: row.id }),
})

/** @param actsFor the agent that the caller's key acts for */
export const agentView = (
  { id, email, name, is_active }: StoredAgent,
  actsFor: number | null,
): Schemas['Agent'] => ({
  id,
  email,
  name,
  firstname: name.split(' ')[0] ?? name,
  is_removed: is_active !== 1,
  is_paying: is_active === 1,
  is_current_user: id === actsFor,
})

export const channelView = ({ id, address, name }: StoredChannel): Schemas['Channel'] => ({
  id,
  name: name ?? address.slice(0, address.lastIndexOf('@')),
  email: address,
  destination: address,
  is_valid: true,
  domain: {
    name: address.slice(address.lastIndexOf('@') + 1),
    dns: [],
    is_valid: true,
    is_pending: false,
  },
})

export const snippetView = ({
  id,
  name,
  created_at,
  applied_count,
  categories,
  shortcut,
  actions,
  last_applied_at,
}: StoredSnippet): Schemas['Snippet'] => ({
  id,
  title: name,
  created: toTimestamp(created_at),
  applied_count,
  categories,
  shortcut,
  actions: actions.map((action, sort) => ({ id: sort + 1, ...action, sort })),
  last_applied_at: last_applied_at === null ? null : toTimestamp(last_applied_at),
})

/** Where the workspace names none (Fernand: create-a-new-tag). */
const TAG_COLOR = '#BEC2C8'

export const tagView = ({ id, slug, name, color, conversations }: StoredTag): Schemas['Tag'] => ({
  id,
  slug,
  name,
  color: color ?? TAG_COLOR,
  count_conversations: conversations,
  is_system: false,
})

export const contactView = (contact: StoredContact): Schemas['Contact'] => {
  const name = cut(displayName(contact), contactNameLength)
  return {
    id: numberOf(contact.id),
    email: contact.email,
    name,
    firstname: name.split(' ')[0] ?? name,
    avatar: null,
    company: null,
    is_role: false,
    is_trusted: true,
  }
}

export const draftView = (row: StoredDraft): Schemas['Draft'] => ({
  created: toTimestamp(row.created_at),
  last_updated: toTimestamp(row.updated_at),
  conversation_id: numberOf(row.conversation_id),
  id: numberOf(row.id),
  title: row.title,
  content: JSON.parse(row.content),
  author_id: row.author_id,
  target_id: row.target_id,
})
