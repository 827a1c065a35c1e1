import type { operations } from '../../../generated/atender/types.ts'
import { filled, type Handler } from '../../face/handler.ts'
import { catalogPage } from '../page.ts'
import { tagView } from '../views.ts'

export const listTags: Handler<operations['listTags']> = async ({ principal, query, cursors }, domain) => {
  const { tags } = await domain.loadCatalog(principal.tenantId)
  return { status: 200, body: catalogPage(cursors, filled(query.limit), query.cursor, tags.map(tagView)) }
}
