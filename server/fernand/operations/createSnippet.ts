import type { operations } from '../../../generated/fernand/types.ts'
import type { Handler } from '../../face/handler.ts'
import { snippetView } from '../views.ts'

export const createSnippet: Handler<operations['createSnippet']> = async ({ principal, body }, domain) => {
  const snippet = await domain.createSnippet(principal.tenantId, {
    title: body.title,
    actions: body.actions.map(({ name, data = {} }) => ({ name, data })),
    shortcut: body.shortcut ?? null,
    categories: body.categories ?? [0],
  })
  return { status: 200, body: snippetView(snippet) }
}
