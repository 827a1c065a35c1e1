import type { operations } from '../../../generated/fernand/types.ts'
import { messagePageSize } from '../../contracts.ts'
import type { Handler } from '../../face/handler.ts'
import { listMessages as list, requireMailConversation } from '../../messages/read.ts'
import { messageView, parseMessageId } from '../views.ts'

export const listMessages: Handler<operations['listMessages']> = async (
  { principal, path, query },
  { store, links },
) => {
  const messages = await store.read(async db => {
    await requireMailConversation(db, principal.tenantId, path.id)
    const before = query.before === undefined ? undefined : parseMessageId(query.before)
    return list(db, path.id, { before, limit: messagePageSize })
  })
  return { status: 200, body: messages.map(message => messageView(message, links)) }
}
