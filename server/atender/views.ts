import type { components } from '../../generated/atender/types.ts'
import { toTimestamp } from '../clock.ts'
import { displayName } from '../contacts/contacts.ts'
import type { StoredContact } from '../records/contacts.ts'
import type { StoredConversation } from '../records/conversations.ts'
import type { DeliveryEvent, StoredMessage } from '../records/messages.ts'
import type { Catalog } from '../tenants/catalog.ts'

type Schemas = components['schemas']
type Conversation = Schemas['Conversation']

export const conversationView = (row: StoredConversation): Conversation => ({
  id: row.uid,
  externalReference: row.external_reference,
  status: row.status as Conversation['status'], // the other status is Fernand's alone
  subject: row.subject,
  channel: row.channel as NonNullable<Conversation['channel']>, // written from the same enum
  contact: contactView(row.contact),
  team: row.team,
  agent: row.agent,
  previousConversationId: row.previous_uid,
  tags: row.tags,
  customFields: JSON.parse(row.custom_fields),
  metadata: JSON.parse(row.metadata),
  createdAt: toTimestamp(row.created_at),
  updatedAt: toTimestamp(row.updated_at),
})

export const contactView = (row: StoredContact): Schemas['Contact'] => ({
  id: row.uid,
  email: row.email,
  name: displayName(row),
  phone: row.phone,
  createdAt: toTimestamp(row.created_at),
  updatedAt: toTimestamp(row.updated_at),
})

const messageStatus = {
  pending: 'pending',
  sent: 'sent',
  received: 'received',
  bounced: 'bounced',
  error: 'failed',
} as const satisfies Record<StoredMessage['status'], Schemas['MessageStatus']>

type Whose = Pick<StoredConversation, 'uid' | 'external_reference'>

export const messageView = (row: StoredMessage, conversation: Whose): Schemas['Message'] => ({
  id: row.uid,
  conversationId: conversation.uid,
  externalReference: conversation.external_reference,
  direction: row.direction === 'in' ? 'inbound' : 'outbound',
  status: messageStatus[row.status],
  text: row.text,
  html: row.html,
  attachments: row.attachments.map(({ uid, name, type, size }) => ({ id: uid, name, type, size })),
  deliveryReason: row.last_event === null ? null : reasonOf(JSON.parse(row.last_event)),
  createdAt: toTimestamp(row.created_at),
  sentAt: row.sent_at === null ? null : toTimestamp(row.sent_at),
})

const reasonOf = ({ code, reason }: DeliveryEvent): string => [code, reason].filter(Boolean).join(' ')

export const tagView = ({ slug, name, type, parent }: Catalog['tags'][number]): Schemas['Tag'] => ({
  slug,
  name,
  type,
  parent,
})
