import type { operations } from '../../../generated/atender/types.ts'
import type { Handler } from '../../face/handler.ts'

export const deleteWebhook: Handler<operations['deleteWebhook']> = async ({ principal, path }, domain) => {
  await domain.deleteSubscription(principal.tenantId, path.id)
  return { status: 204 }
}
