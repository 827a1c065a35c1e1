import type { operations } from '../../../generated/atender/types.ts'
import { listContacts as list } from '../../contacts/contacts.ts'
import type { Handler } from '../../handler.ts'
import { listBody, pageOf } from '../page.ts'
import { contactView } from '../views.ts'

export const listContacts: Handler<operations['listContacts']> = async ({ principal, query }, context) => {
  const found = await list(context, principal.tenantId, { email: query.email, ...pageOf(query) })
  return { status: 200, body: listBody(query, found, contactView) }
}
