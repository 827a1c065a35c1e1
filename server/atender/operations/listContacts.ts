import type { operations } from '../../../generated/atender/types.ts'
import { filled, type Handler } from '../../face/handler.ts'
import { pageOf } from '../page.ts'
import { contactView } from '../views.ts'

export const listContacts: Handler<operations['listContacts']> = async (
  { principal, query, cursors },
  domain,
) => {
  const page = await pageOf(
    cursors,
    filled(query.limit),
    query.cursor,
    place => domain.listContacts(principal.tenantId, { email: query.email, ...place }),
    contactView,
  )
  return { status: 200, body: page }
}
