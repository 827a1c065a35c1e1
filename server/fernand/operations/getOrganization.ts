import type { operations } from '../../../generated/fernand/types.ts'
import type { Handler } from '../../face/handler.ts'

export const getOrganization: Handler<operations['getOrganization']> = async ({ principal }, domain) => {
  const { id, name } = await domain.loadTenant(principal.tenantId)
  return { status: 200, body: { name, slug: id, is_premium: true } }
}
