import type { operations } from '../../../generated/fernand/types.ts'
import type { Handler } from '../../face/handler.ts'
import { idOf } from '../../tenants/numbers.ts'
import { tagView } from '../views.ts'

export const addTag: Handler<operations['addTag']> = async ({ principal, path, body }, domain) => {
  const { tenantId, agentId } = principal
  const tag = await domain.tagConversation(tenantId, idOf(principal.numbers, path.id), body.name, agentId)
  return { status: 200, body: tagView(tag) }
}
