import type { operations } from '../../../generated/fernand/types.ts'
import type { Handler } from '../../face/handler.ts'
import { idOf } from '../../tenants/numbers.ts'
import { draftView } from '../views.ts'

export const createDraft: Handler<operations['createDraft']> = async ({ principal, path, body }, domain) => {
  const agent = (id: number | undefined, email: string | undefined) =>
    id === undefined && email === undefined ? undefined : { id, email }
  const draft = await domain.createDraft(
    principal.tenantId,
    idOf(principal.numbers, path.conv_id),
    principal.agentId,
    {
      content: typeof body.content === 'string' ? { content: body.content } : body.content,
      title: body.title,
      author: agent(body.author_id, body.author_email),
      target: agent(body.target_id, body.target_email),
    },
  )
  return { status: 200, body: draftView(draft) }
}
