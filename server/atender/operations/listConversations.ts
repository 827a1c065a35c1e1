import type { operations } from '../../../generated/atender/types.ts'
import { listConversations as list } from '../../conversations/read.ts'
import type { Handler } from '../../handler.ts'
import { listBody, pageOf } from '../page.ts'
import { conversationView } from '../views.ts'

export const listConversations: Handler<operations['listConversations']> = async (
  { principal, query },
  context,
) => {
  const { externalReference, status, channel, contact } = query
  const filter = { externalReference, status, channel, contact }
  const found = await list(context, principal.tenantId, filter, pageOf(query))
  return { status: 200, body: listBody(query, found, conversationView) }
}
