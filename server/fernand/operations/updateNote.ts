import type { operations } from '../../../generated/fernand/types.ts'
import type { Handler } from '../../face/handler.ts'
import { idOf } from '../../tenants/numbers.ts'
import { noteView } from '../views.ts'

export const updateNote: Handler<operations['updateNote']> = async ({ principal, path, body }, domain) => {
  const note = await domain.updateNote(
    principal.tenantId,
    idOf(principal.numbers, path.id),
    idOf(principal.numbers, path.note_id),
    {
      agentId: principal.agentId,
      html: body.content,
      mentions: body.mentions,
    },
  )
  return { status: 200, body: noteView(note, principal) }
}
