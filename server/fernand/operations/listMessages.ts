import type { operations } from '../../../generated/fernand/types.ts'
import { messagePageSize } from '../../contracts.ts'
import type { Handler } from '../../face/handler.ts'
import { listMailMessages } from '../../messages/read.ts'
import { messageView, parseMessageId } from '../views.ts'

export const listMessages: Handler<operations['listMessages']> = async (
  { principal, path, query },
  context,
) => {
  const before = query.before === undefined ? undefined : parseMessageId(query.before)
  const page = { before, limit: messagePageSize }
  const messages = await listMailMessages(context, principal.tenantId, path.id, page)
  return { status: 200, body: messages.map(message => messageView(message, context.links)) }
}
