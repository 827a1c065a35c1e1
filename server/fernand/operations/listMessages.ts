import type { operations } from '../../../generated/fernand/types.ts'
import { messagePageSize } from '../../contracts.ts'
import type { Handler } from '../../face/handler.ts'
import { messageView, parseMessageId } from '../views.ts'

export const listMessages: Handler<operations['listMessages']> = async (
  { principal, path, query, links },
  domain,
) => {
  const messages = await domain.listMailMessages(principal.tenantId, path.id, {
    before: query.before === undefined ? undefined : parseMessageId(query.before),
    limit: messagePageSize,
  })
  return { status: 200, body: messages.map(message => messageView(message, links)) }
}
