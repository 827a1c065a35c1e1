import type { operations } from '../../../generated/fernand/types.ts'
import type { Handler } from '../../face/handler.ts'

export const deleteDraft: Handler<operations['deleteDraft']> = async ({ principal, path }, domain) => {
  await domain.deleteDraft(principal.tenantId, path.conv_id, path.draft_id)
  return { status: 204 }
}
