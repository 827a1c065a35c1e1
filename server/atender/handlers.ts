import type { OperationId } from '../../generated/atender/operations.ts'
import type { operations } from '../../generated/atender/types.ts'
import type { HandlerMap } from '../face/handler.ts'
import { createOutboundConversation } from './operations/createOutboundConversation.ts'
import { createWebhook } from './operations/createWebhook.ts'
import { deleteWebhook } from './operations/deleteWebhook.ts'
import { downloadAttachment } from './operations/downloadAttachment.ts'
import { getContact } from './operations/getContact.ts'
import { getConversation } from './operations/getConversation.ts'
import { getWebhook } from './operations/getWebhook.ts'
import { getWebhookDelivery } from './operations/getWebhookDelivery.ts'
import { listContacts } from './operations/listContacts.ts'
import { listConversations } from './operations/listConversations.ts'
import { listCustomFields } from './operations/listCustomFields.ts'
import { listMessages } from './operations/listMessages.ts'
import { listTags } from './operations/listTags.ts'
import { listWebhookDeliveries } from './operations/listWebhookDeliveries.ts'
import { listWebhooks } from './operations/listWebhooks.ts'
import { pushMessage } from './operations/pushMessage.ts'
import { redeliverWebhookDelivery } from './operations/redeliverWebhookDelivery.ts'
import { rotateWebhookSecret } from './operations/rotateWebhookSecret.ts'
import { updateConversation } from './operations/updateConversation.ts'
import { updateWebhook } from './operations/updateWebhook.ts'

/** Webhooks have operations too, which are the subscribers' to handle. */
export const handlers: HandlerMap<Pick<operations, OperationId>> = {
  createOutboundConversation,
  downloadAttachment,
  getContact,
  getConversation,
  listContacts,
  listConversations,
  listCustomFields,
  listMessages,
  listTags,
  pushMessage,
  updateConversation,
  createWebhook,
  deleteWebhook,
  getWebhook,
  getWebhookDelivery,
  listWebhookDeliveries,
  listWebhooks,
  redeliverWebhookDelivery,
  rotateWebhookSecret,
  updateWebhook,
}
