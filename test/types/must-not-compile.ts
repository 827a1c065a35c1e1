/** Checked by `npm run typecheck`: a line below `@ts-expect-error` that compiles is an error. */

import type { AtenderKey } from '../../client/atender.ts'
import * as client from '../../client/index.ts'
import { createAtenderClient } from '../../generated/atender/client.ts'
import type { OperationId } from '../../generated/atender/operations.ts'
import type { operations } from '../../generated/atender/types.ts'
import { createFernandClient } from '../../generated/fernand/client.ts'
import { handlers } from '../../server/atender/handlers.ts'
import type { Handler, HandlerMap } from '../../server/face/handler.ts'

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

const own = client.createAtenderClient({ baseUrl: 'https://a.example', apiKey: 'sa_test_x' })
const mailer = client.createFernandClient({ apiKey: 'sk_x' })
const body = { externalReference: 'a', contact, subject: 's' }
const mail = { channel_id: 1, agent_id: 1, to: 'a@b.example', content: 'x' }

// @ts-expect-error a key of Fernand opens no Atender
client.createAtenderClient({ baseUrl: 'https://a.example', apiKey: 'sk_x' })
// @ts-expect-error a key of Atender opens no Fernand
client.createFernandClient({ apiKey: 'sa_live_x' })
// @ts-expect-error what the environment holds is no key until it was looked at
client.createFernandClient({ apiKey: process.env.KEY })
// @ts-expect-error an Atender has no address that everyone knows
client.createAtenderClient({ apiKey: 'sa_live_x' })
// @ts-expect-error there is no third environment
const _key: AtenderKey = 'sa_prod_x'

// @ts-expect-error subject is required
await client.sendOutbound(own, { externalReference: 'a', contact })
// @ts-expect-error fax is no channel
await client.sendOutbound(own, { ...body, channel: 'fax' })
// @ts-expect-error a client of the other API
await client.sendOutbound(mailer, body)
// @ts-expect-error there is no such option
await own.GET('/v1/conversations', { call: { retries: 3 } })
// @ts-expect-error a body is required
await own.POST('/v1/conversations/outbound')

// @ts-expect-error nobody to send to
await client.composeMessage(mailer, { channel_id: 1, agent_id: 1, content: 'x' })
// @ts-expect-error nobody who sends
await client.composeMessage(mailer, { channel_id: 1, to: 'a@b.example', content: 'x' })
// @ts-expect-error bytes have no name of their own
await client.composeMessage(mailer, { ...mail, attachments: [new Uint8Array(1)] })
// @ts-expect-error text could be meant as base64 or as it is
await client.composeMessage(mailer, { ...mail, attachments: [{ name: 'a', content: 'text' }] })

const result = await own.POST('/v1/conversations/outbound', { body })
// @ts-expect-error there may be no data
result.data.id
if (result.ok) {
  const _created: 201 = result.status
  const _id: string = result.data.id
} else if (result.kind === 'problem') {
  if (result.status === 400) {
    const _path: string | undefined = result.error.errors[0]?.path
  }
  // @ts-expect-error only a 400 lists violations
  if (result.status === 409) result.error.errors
  // @ts-expect-error this operation has no success among its problems
  if (result.status === 201) result.error
} else if (result.kind !== 'malformed') {
  const _none: null = result.response
}
const sent = await client.sendOutbound(own, body)
// @ts-expect-error there may be no conversation
sent.conversation.id
if (sent.outcome === 'already-existed') sent.conversation.id

const hook = await client.verifyWebhook('', new Headers(), 'whsec_x')
// @ts-expect-error nothing is told before it is verified
hook.data.event
if (hook.ok) {
  // @ts-expect-error there is no such event
  if (hook.data.event === 'message.lost') hook.data.event
  // @ts-expect-error a contact has no conversation
  if (hook.data.event === 'sla.warning') hook.data.data.subject
}

const _closed: Handler<operations['listTags']> = async (_call, domain) => {
  // @ts-expect-error a handler has no store to open
  domain.store
  throw new Error()
}
