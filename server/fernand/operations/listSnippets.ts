import type { operations } from '../../../generated/fernand/types.ts'
import type { Handler } from '../../face/handler.ts'
import { snippetView } from '../views.ts'

export const listSnippets: Handler<operations['listSnippets']> = async ({ principal }, domain) => {
  const snippets = await domain.listSnippets(principal.tenantId)
  return { status: 200, body: snippets.map(snippetView) }
}
