import type { operations } from '../../../generated/fernand/types.ts'
import type { Handler } from '../../face/handler.ts'
import { idOf } from '../../tenants/numbers.ts'

export const deleteDraft: Handler<operations['deleteDraft']> = async ({ principal, path }, domain) => {
  await domain.deleteDraft(
    principal.tenantId,
    idOf(principal.numbers, path.conv_id),
    idOf(principal.numbers, path.draft_id),
  )
  return { status: 204 }
}
