import type {
  AttachmentContentTable,
  AttachmentTable,
  ContactTable,
  ConversationTable,
  ConversationTagTable,
  DraftTable,
  EntryTable,
  MessageSourceTable,
  MessageTable,
  RecipientTable,
  SlaTargetTable,
} from './conversations.ts'
import type { JobTable } from './jobs.ts'
import type { WebhookAttemptTable, WebhookDeliveryTable, WebhookSubscriptionTable } from './webhooks.ts'
import type {
  AgentTable,
  ApiKeyTable,
  ChannelTable,
  CustomFieldTable,
  KeyUsageTable,
  SecretTable,
  SlaPolicyTable,
  SnippetTable,
  TagTable,
  TeamChannelTable,
  TeamTable,
  TenantTable,
} from './workspace.ts'

/** Every table, the same for both engines. */
export interface Database {
  tenant: TenantTable
  api_key: ApiKeyTable
  key_usage: KeyUsageTable
  team: TeamTable
  team_channel: TeamChannelTable
  tag: TagTable
  custom_field: CustomFieldTable
  channel: ChannelTable
  agent: AgentTable
  snippet: SnippetTable
  sla_policy: SlaPolicyTable
  sla_target: SlaTargetTable
  contact: ContactTable
  conversation: ConversationTable
  conversation_tag: ConversationTagTable
  recipient: RecipientTable
  message: MessageTable
  attachment: AttachmentTable
  attachment_content: AttachmentContentTable
  entry: EntryTable
  draft: DraftTable
  secret: SecretTable
  message_source: MessageSourceTable
  job: JobTable
  webhook_subscription: WebhookSubscriptionTable
  webhook_delivery: WebhookDeliveryTable
  webhook_attempt: WebhookAttemptTable
}

/** The unique indexes whose violation means something to a caller, with their columns. */
export const uniqueIndexes = {
  message_digest: ['message.tenant_id', 'message.channel_id', 'message.mail_digest'],
} as const

export type UniqueIndex = keyof typeof uniqueIndexes
