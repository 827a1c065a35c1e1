// The connection is cut after the server has stored the conversation; the client sends it again, and there is one.
// Start the server, then: node send-once.mjs
import { createAtenderClient, sendOutbound } from 'conversation-contracts/atender'

const server = process.env.SERVER ?? 'http://127.0.0.1:3000'
// A private copy of the demo tenant, so that the fault hits nobody else.
const copy = `once-${Date.now()}`
const atender = createAtenderClient({ baseUrl: server, apiKey: `sa_test_demo_full.${copy}` })

await fetch(`${server}/_control/faults`, {
  method: 'POST',
  headers: { 'Control-Tenant': copy, 'Content-Type': 'application/json' },
  body: JSON.stringify({ what: 'drop-after-commit', operation: 'createOutboundConversation', count: 1 }),
})

const order = {
  externalReference: 'order-4521',
  contact: { email: 'erlich.bachman@aviato.example' },
  subject: 'Order #4521',
}
const first = await sendOutbound(atender, order)
const second = await sendOutbound(atender, order)
console.log(first.outcome, second.outcome, first.conversation?.id === second.conversation?.id)
