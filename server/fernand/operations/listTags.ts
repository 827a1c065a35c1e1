import type { operations } from '../../../generated/fernand/types.ts'
import type { Handler } from '../../face/handler.ts'
import { listTags as list } from '../../tenants/tags.ts'

export const listTags: Handler<operations['listTags']> = async ({ principal }, context) => ({
  status: 200,
  body: await list(context, principal.tenantId),
})
