import type { operations } from '../../../generated/fernand/types.ts'
import type { Handler } from '../../face/handler.ts'

export const deleteConversation: Handler<operations['deleteConversation']> = async (
  { principal, path },
  domain,
) => {
  await domain.deleteConversation(principal.tenantId, path.id)
  return { status: 204 }
}
