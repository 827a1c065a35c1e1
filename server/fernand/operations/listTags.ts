import type { operations } from '../../../generated/fernand/types.ts'
import type { Handler } from '../../face/handler.ts'
import { tagView } from '../views.ts'

export const listTags: Handler<operations['listTags']> = async ({ principal }, domain) => {
  const tags = await domain.listTags(principal.tenantId)
  return { status: 200, body: tags.map(tagView) }
}
