import type { operations } from '../../../generated/atender/types.ts'
import type { Handler } from '../../face/handler.ts'
import { deleteSubscription } from '../../webhooks/manage.ts'

export const deleteWebhook: Handler<operations['deleteWebhook']> = async ({ principal, path }, context) => {
  await deleteSubscription(context, principal.tenantId, path.id)
  return { status: 204 }
}
