import type { operations } from '../../../generated/fernand/types.ts'
import type { Handler } from '../../face/handler.ts'
import { idOf } from '../../tenants/numbers.ts'

export const deleteConversation: Handler<operations['deleteConversation']> = async (
  { principal, path },
  domain,
) => {
  await domain.deleteConversation(principal.tenantId, idOf(principal.numbers, path.id))
  return { status: 204 }
}
