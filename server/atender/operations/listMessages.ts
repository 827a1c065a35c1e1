import type { operations } from '../../../generated/atender/types.ts'
import { requireConversation } from '../../conversations/read.ts'
import type { Handler } from '../../handler.ts'
import { listMessages as list } from '../../messages/read.ts'
import { listBody, pageOf } from '../page.ts'
import { messageView } from '../views.ts'

export const listMessages: Handler<operations['listMessages']> = async (
  { principal, path, query },
  context,
) => {
  const conversation = await requireConversation(context, principal.tenantId, path.id)
  const found = await context.store.read(db => list(db, conversation.id, pageOf(query)))
  return { status: 200, body: listBody(query, found, message => messageView(message, conversation)) }
}
