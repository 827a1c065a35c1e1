import type { components } from '../../generated/atender/types.ts'
import { toTimestamp } from '../clock.ts'
import { displayName } from '../contacts/contacts.ts'
import type { StoredConversation } from '../conversations/read.ts'

type Conversation = components['schemas']['Conversation']

export const conversationView = (row: StoredConversation): Conversation => ({
  id: row.uid,
  externalReference: row.external_reference ?? '', // every conversation of this API has one
  status: row.status as Conversation['status'], // the other status is Fernand's alone
  subject: row.subject,
  channel: row.channel as NonNullable<Conversation['channel']>, // written from the same enum
  contact: {
    id: row.contact.uid,
    email: row.contact.email,
    name: displayName(row.contact),
    phone: row.contact.phone,
  },
  team: row.team,
  tags: row.tags,
  customFields: JSON.parse(row.custom_fields),
  metadata: JSON.parse(row.metadata),
  createdAt: toTimestamp(row.created_at),
  updatedAt: toTimestamp(row.updated_at),
})
