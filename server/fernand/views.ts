import type { components } from '../../generated/fernand/types.ts'
import { toTimestamp } from '../clock.ts'
import { textToHtml } from '../mail/text.ts'
import type { Links } from '../messages/links.ts'
import type { MailConversation } from '../records/conversations.ts'
import type { DeliveryEvent, StoredMessage } from '../records/messages.ts'
import type { StoredAgent } from '../tenants/agents.ts'
import type { StoredChannel } from '../tenants/channels.ts'
import type { StoredSnippet } from '../tenants/snippets.ts'

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

export const messageView = (row: StoredMessage, links: Links): Schemas['Message'] => ({
  id: `m-${row.id}`,
  conversation_id: row.conversation_id,
  type: 'MESSAGE',
  timestamp: toTimestamp(row.created_at),
  way: row.direction === 'in' ? 'IN' : 'OUT',
  status: messageStatus[row.status],
  source: 'EMAIL',
  download_url: hasSource(row) ? links.original(row.uid, row.id) : null,
  agent_id: row.agent_id,
  contact_id: row.contact_id,
  message: row.html ?? textToHtml(row.text ?? ''),
  attachments: row.attachments.map(({ id, uid, name, type, size }) => ({
    id,
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
const hasSource = ({ direction, status, channel_id, mail_message_id }: StoredMessage): boolean =>
  direction === 'in' ? channel_id !== null : status !== 'pending' && mail_message_id !== null

const deliveryEventView = ({ event, receivedAt, code, reason }: DeliveryEvent): Schemas['DeliveryEvent'] => ({
  event,
  received_at: toTimestamp(receivedAt),
  ...(code === null ? {} : { error_code: code }),
  reason,
})

/** The number of a message, of an id with or without its prefix. */
export const parseMessageId = (id: string): number => Number(id.replace(/^m-/, ''))

export const conversationView = (row: MailConversation): Schemas['Conversation'] => ({
  id: row.id,
  contact_id: row.contact_id,
  subject: row.subject,
  status: conversationStatus[row.status],
  last_update: row.last_incoming_at === null ? null : toTimestamp(row.last_incoming_at),
  tags: row.tagIds,
  recipients: row.recipients,
  agent_id: row.agent_id,
  channel_id: row.channel_id ?? 0, // every conversation of this API has one
  snooze_until: row.snooze_until === null ? null : toTimestamp(row.snooze_until),
})

export const agentView = ({ id, email, name, is_active }: StoredAgent): Schemas['Agent'] => ({
  id,
  email,
  name,
  firstname: name.split(' ')[0] ?? name,
  is_removed: is_active !== 1,
})

export const channelView = ({ id, address, name }: StoredChannel): Schemas['Channel'] => ({
  id,
  name: name ?? address.slice(0, address.lastIndexOf('@')),
  email: address,
  is_valid: true,
})

export const snippetView = ({
  id,
  name,
  applied_count,
  actions,
  last_applied_at,
}: StoredSnippet): Schemas['Snippet'] => ({
  id,
  title: name,
  applied_count,
  actions: actions.map((action, sort) => ({ id: sort + 1, ...action, sort })),
  last_applied_at: last_applied_at === null ? null : toTimestamp(last_applied_at),
})
