import { preparedInsert, preparedRow } from '../store/prepared.ts'

const columns = {
  uid: true,
  tenant_id: true,
  api: true,
  external_reference: true,
  subject: true,
  channel: true,
  channel_id: true,
  contact_id: true,
  team_id: true,
  agent_id: true,
  status: true,
  custom_fields: true,
  metadata: true,
  created_at: true,
  updated_at: true,
  last_incoming_at: true,
  previous_uid: true,
  snooze_until: true,
  waiting_since: true,
} as const

export const insertConversation = preparedInsert('conversation', columns)

/** The same, and with undefined when the tenant has a conversation with that external reference. */
export const insertReferenced = preparedInsert('conversation', columns, {
  columns: ['tenant_id', 'external_reference'],
  whereSet: 'external_reference',
})

export const insertRecipient = preparedInsert('recipient', {
  conversation_id: true,
  contact_id: true,
  kind: true,
})

export const attachTag = preparedRow('conversation_tag', {
  conversation_id: true,
  tag_id: true,
  tenant_id: true,
})
