import type { operations } from '../../../generated/fernand/types.ts'
import type { Handler } from '../../face/handler.ts'
import { idOf } from '../../tenants/numbers.ts'
import { contactView } from '../views.ts'

export const getContact: Handler<operations['getContact']> = async ({ principal, path }, domain) => {
  return {
    status: 200,
    body: contactView(
      await domain.requireContactNumber(principal.tenantId, idOf(principal.numbers, path.id)),
    ),
  }
}
