import type { operations } from '../../../generated/atender/types.ts'
import type { Handler } from '../../face/handler.ts'
import { contactView } from '../views.ts'

export const getContact: Handler<operations['getContact']> = async ({ principal, path }, domain) => {
  const contact = await domain.requireContact(principal.tenantId, path.id)
  return { status: 200, body: contactView(contact) }
}
