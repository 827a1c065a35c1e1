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

export const insertMessage = preparedInsert('message', {
  uid: true,
  tenant_id: true,
  conversation_id: true,
  direction: true,
  status: true,
  text: true,
  html: true,
  agent_id: true,
  contact_id: true,
  created_at: true,
  sent_at: true,
  delay: true,
  generated_id: true,
  actions: true,
  channel_id: true,
  mail_message_id: true,
  recipients: true,
  last_event: true,
  in_reply_to: true,
  mail_references: true,
  sending_since: true,
  unsubscribe_url: true,
  is_automated: true,
  language: true,
})

export const insertRecipient = preparedInsert('recipient', {
  conversation_id: true,
  contact_id: true,
  kind: true,
})

export const insertAttachment = preparedInsert('attachment', {
  uid: true,
  message_id: true,
  name: true,
  type: true,
  size: true,
})

export const attachTag = prepared<{ conversationId: number; tagId: number; tenantId: string }, unknown>(
  (db, value) =>
    db.insertInto('conversation_tag').values({
      conversation_id: value('conversationId'),
      tag_id: value('tagId'),
      tenant_id: value('tenantId'),
    }),
)
