/** What the echoes answer: a body of the contract's shape and of the size that the server's has, with nothing stored. */
import atender from '../../generated/atender/openapi.json' with { type: 'json' }
import fernand from '../../generated/fernand/openapi.json' with { type: 'json' }

const conversation = atender.components.examples.ConversationRefund.value
const message = fernand.components.examples.MessageWelcomePending.value

type Json = Record<string, unknown>

/** Answers `createOutboundConversation`. */
export const created = (body: Json) => ({ ...conversation, externalReference: body.externalReference })

/** Answers `listConversations` for a reference. */
export const found = (externalReference: unknown) => ({
  data: [{ ...conversation, externalReference }],
  nextCursor: null,
})

/** Answers `composeConversation`. */
export const composed = (body: Json) => ({
  ...message,
  delay: body.delay,
  message: (body.content as Json).content, // the contract's or the caller's word that it is an object
})
