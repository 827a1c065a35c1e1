import type { operations } from '../../../generated/atender/types.ts'
import { requireContact } from '../../contacts/contacts.ts'
import type { Handler } from '../../face/handler.ts'
import { contactView } from '../views.ts'

export const getContact: Handler<operations['getContact']> = async ({ principal, path }, context) => {
  const contact = await requireContact(context, principal.tenantId, path.id)
  return { status: 200, body: contactView(contact) }
}
