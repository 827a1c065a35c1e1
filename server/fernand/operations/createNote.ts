import type { operations } from '../../../generated/fernand/types.ts'
import type { Handler } from '../../face/handler.ts'
import { idOf } from '../../tenants/numbers.ts'
import { noteView } from '../views.ts'

export const createNote: Handler<operations['createNote']> = async ({ principal, path, body }, domain) => {
  const note = await domain.writeNote(
    principal.tenantId,
    idOf(principal.numbers, path.id),
    principal.agentId,
    {
      html: body.content,
      mentions: body.mentions,
      generatedId: body.generated_id,
      actions: body.actions ?? [],
      noteId: body.note_id === undefined ? undefined : idOf(principal.numbers, body.note_id),
    },
  )
  return { status: 200, body: noteView(note, principal) }
}
