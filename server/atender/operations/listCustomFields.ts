import type { operations } from '../../../generated/atender/types.ts'
import { filled, type Handler } from '../../face/handler.ts'
import { catalogPage } from '../page.ts'

export const listCustomFields: Handler<operations['listCustomFields']> = async (
  { principal, query, cursors },
  domain,
) => {
  const { customFields } = await domain.loadCatalog(principal.tenantId)
  const fields = [...customFields].map(([key, { name, type, options }]) => ({
    key,
    name: name ?? key,
    type,
    options,
  }))
  return { status: 200, body: catalogPage(cursors, filled(query.limit), query.cursor, fields) }
}
