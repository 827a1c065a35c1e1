import type { operations } from '../../../generated/fernand/types.ts'
import type { Handler } from '../../face/handler.ts'
import { tagView } from '../views.ts'

export const createTag: Handler<operations['createTag']> = async ({ principal, body }, domain) => {
  const tag = await domain.createTag(principal.tenantId, body.name, body.color ?? null)
  return { status: 200, body: tagView(tag) }
}
