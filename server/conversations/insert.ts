import { prepared, preparedInsert } from '../store/prepared.ts'

export const insertConversation = preparedInsert('conversation', {
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
})

export const insertRecipient = preparedInsert('recipient', {
  conversation_id: true,
  contact_id: true,
  kind: true,
})

export const attachTag = prepared<{ conversationId: number; tagId: number; tenantId: string }, unknown>(
  (db, value) =>
    db.insertInto('conversation_tag').values({
      conversation_id: value('conversationId'),
      tag_id: value('tagId'),
      tenant_id: value('tenantId'),
    }),
)
