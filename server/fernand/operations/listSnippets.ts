import type { operations } from '../../../generated/fernand/types.ts'
import type { Handler } from '../../face/handler.ts'
import { listSnippets as list } from '../../tenants/snippets.ts'
import { snippetView } from '../views.ts'

export const listSnippets: Handler<operations['listSnippets']> = async ({ principal }, context) => {
  const snippets = await list(context, principal.tenantId)
  return { status: 200, body: snippets.map(snippetView) }
}
