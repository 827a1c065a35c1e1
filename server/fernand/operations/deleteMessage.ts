import type { operations } from '../../../generated/fernand/types.ts'
import type { Handler } from '../../face/handler.ts'
import { idOf } from '../../tenants/numbers.ts'
import { messageStatus, parseMessageId } from '../views.ts'

export const deleteMessage: Handler<operations['deleteMessage']> = async ({ principal, path }, domain) => {
  const status = await domain.deleteMessage(
    principal.tenantId,
    idOf(principal.numbers, path.id),
    parseMessageId(path.message_id, principal.numbers),
  )
  return { status: 204, headers: { 'X-Message-Status': messageStatus[status] } }
}
