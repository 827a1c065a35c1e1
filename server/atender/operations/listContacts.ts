import type { operations } from '../../../generated/atender/types.ts'
import { listContacts as list } from '../../contacts/contacts.ts'
import { filled, type Handler } from '../../face/handler.ts'
import { pageOf } from '../page.ts'
import { contactView } from '../views.ts'

export const listContacts: Handler<operations['listContacts']> = async ({ principal, query }, context) => {
  const page = await pageOf(
    filled(query.limit),
    query.cursor,
    place => list(context, principal.tenantId, { email: query.email, ...place }),
    contactView,
  )
  return { status: 200, body: page }
}
