import type { operations } from '../../../generated/fernand/types.ts'
import { parseMailQuery } from '../../conversations/mail-query.ts'
import { filled, type Handler } from '../../face/handler.ts'
import { decodeCursor, encodeCursor } from '../cursor.ts'
import { conversationView } from '../views.ts'

export const listConversations: Handler<operations['listConversations']> = async (
  { principal, query },
  domain,
) => {
  const limit = filled(query.limit)
  const order = filled(query.order)
  const found = await domain.listMailConversations(principal.tenantId, parseMailQuery(query.query ?? ''), {
    order,
    after: query.cursor === undefined ? undefined : decodeCursor(query.cursor, order, principal.numbers),
    // One more than the page holds tells whether there is another page.
    limit: limit + 1,
  })
  const page = found.slice(0, limit)
  const last = page.at(-1)
  const cursor =
    found.length > limit && last
      ? encodeCursor(order, { waitingSince: last.waiting_since, id: last.id })
      : null
  return { status: 200, body: { data: page.map(one => conversationView(one, order)), cursor } }
}
