import type { operations } from '../../../generated/fernand/types.ts'
import { filled, type Handler } from '../../face/handler.ts'
import { contactView } from '../views.ts'

export const searchContacts: Handler<operations['searchContacts']> = async ({ principal, query }, domain) => {
  const contacts = await domain.searchContacts(principal.tenantId, {
    text: query.query ?? '',
    limit: filled(query.limit),
  })
  return { status: 200, body: contacts.map(contactView) }
}
