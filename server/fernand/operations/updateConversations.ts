import type { operations } from '../../../generated/fernand/types.ts'
import type { Handler } from '../../face/handler.ts'
import { idOf } from '../../tenants/numbers.ts'
import { changeOf } from '../change.ts'
import { conversationView } from '../views.ts'

export const updateConversations: Handler<operations['updateConversations']> = async (
  { principal, body },
  domain,
) => {
  const { ids, status, ...rest } = body
  const change =
    status === 'DELETE' ? 'delete' : changeOf({ ...rest, ...(status ? { status } : {}) }, principal.numbers)
  const { tenantId, agentId } = principal
  const changed = await domain.updateConversations(
    tenantId,
    ids.map(id => idOf(principal.numbers, id)),
    change,
    agentId,
  )
  return { status: 200, body: { conversations: changed.map(one => conversationView(one)) } }
}
