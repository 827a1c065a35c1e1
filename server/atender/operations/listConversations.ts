import type { operations } from '../../../generated/atender/types.ts'
import { listConversations as list } from '../../conversations/read.ts'
import { filled, type Handler } from '../../handler.ts'
import { decodeCursor, encodeCursor } from '../cursor.ts'
import { conversationView } from '../views.ts'

export const listConversations: Handler<operations['listConversations']> = async (
  { principal, query },
  context,
) => {
  const limit = filled(query.limit)
  const before = query.cursor === undefined ? undefined : decodeCursor(query.cursor)
  // One more than the page holds tells whether there is another page.
  const found = await list(context, principal.tenantId, {
    externalReference: query.externalReference,
    before,
    limit: limit + 1,
  })
  const page = found.slice(0, limit)
  const last = page.at(-1)
  return {
    status: 200,
    body: {
      data: page.map(conversationView),
      nextCursor: found.length > limit && last ? encodeCursor(last.id) : null,
    },
  }
}
