import type { operations } from '../../../generated/fernand/types.ts'
import type { Handler } from '../../face/handler.ts'
import { idOf } from '../../tenants/numbers.ts'
import { contactView } from '../views.ts'

export const updateContact: Handler<operations['updateContact']> = async (
  { principal, path, body },
  domain,
) => {
  const contact = await domain.renameContact(principal.tenantId, idOf(principal.numbers, path.id), body.name)
  return { status: 200, body: contactView(contact) }
}
