import type { operations } from '../../generated/atender/types.ts'
import type { HandlerMap } from '../handler.ts'
import { createOutboundConversation } from './operations/createOutboundConversation.ts'
import { createWebhook } from './operations/createWebhook.ts'
import { deleteWebhook } from './operations/deleteWebhook.ts'
import { getConversation } from './operations/getConversation.ts'
import { getWebhook } from './operations/getWebhook.ts'
import { getWebhookDelivery } from './operations/getWebhookDelivery.ts'
import { listConversations } from './operations/listConversations.ts'
import { listWebhookDeliveries } from './operations/listWebhookDeliveries.ts'
import { listWebhooks } from './operations/listWebhooks.ts'
import { redeliverWebhookDelivery } from './operations/redeliverWebhookDelivery.ts'
import { rotateWebhookSecret } from './operations/rotateWebhookSecret.ts'
import { updateWebhook } from './operations/updateWebhook.ts'

export const handlers: HandlerMap<operations> = {
  createOutboundConversation,
  createWebhook,
  deleteWebhook,
  getConversation,
  getWebhook,
  getWebhookDelivery,
  listConversations,
  listWebhookDeliveries,
  listWebhooks,
  redeliverWebhookDelivery,
  rotateWebhookSecret,
  updateWebhook,
}
