import { preparedInsert } from '../store/prepared.ts'

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
  mail_digest: true,
  recipients: true,
  last_event: true,
  in_reply_to: true,
  mail_references: true,
  sending_since: true,
  unsubscribe_url: true,
  is_automated: true,
  language: true,
})

export const insertAttachment = preparedInsert('attachment', {
  uid: true,
  message_id: true,
  name: true,
  type: true,
  size: true,
})
