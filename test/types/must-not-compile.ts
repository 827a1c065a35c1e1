/** Checked by `npm run typecheck`: a line below `@ts-expect-error` that compiles is an error. */
import { createAtenderClient } from '../../generated/atender/client.ts'
import type { OperationId } from '../../generated/atender/operations.ts'
import type { operations } from '../../generated/atender/types.ts'
import { createFernandClient } from '../../generated/fernand/client.ts'
import { handlers } from '../../server/atender/handlers.ts'
import type { HandlerMap } from '../../server/handler.ts'

const atender = createAtenderClient()
const fernand = createFernandClient()
const contact = { email: 'a@b.example' }

await atender.POST('/v1/conversations/outbound', { body: { externalReference: 'a', contact, subject: 's' } })
// @ts-expect-error subject is required
await atender.POST('/v1/conversations/outbound', { body: { externalReference: 'a', contact } })
await atender.POST('/v1/conversations/outbound', {
  // @ts-expect-error fax is no channel
  body: { externalReference: 'a', contact, subject: 's', channel: 'fax' },
})
// @ts-expect-error there is no such path
await atender.GET('/v1/nothing')
// @ts-expect-error the id of a conversation is a number here
await fernand.GET('/conversations/{id}', { params: { path: { id: 'm-1' } } })
await fernand.POST('/conversations/compose', {
  // @ts-expect-error a delay is a number of seconds
  body: { channel_id: 1, content: { content: 'x' }, delay: '7' },
})
await fernand.POST('/conversations/compose', { body: { channel_id: 1, content: { content: 'x' } } })

const { getConversation: _missing, ...others } = handlers
// @ts-expect-error an operation without a handler
const _incomplete: HandlerMap<Pick<operations, OperationId>> = others
const _wrong: HandlerMap<Pick<operations, OperationId>> = {
  ...handlers,
  // @ts-expect-error a handler that answers a status which the contract does not have
  getConversation: async () => ({ status: 299, body: {} }),
}
