// A limit that is over after a moment, a server that is down, a request that is wrong: what a caller sees of each.
// Start the server, then: node retry.mjs
import { createAtenderClient, sendOutbound } from 'conversation-contracts/atender'

const server = process.env.SERVER ?? 'http://127.0.0.1:3000'
// A private copy of the demo tenant, so that the faults hit nobody else.
const copy = `retry-${Date.now()}`
const atender = createAtenderClient({ baseUrl: server, apiKey: `sa_test_demo_full.${copy}` })
const fail = what =>
  fetch(`${server}/_control/faults`, {
    method: 'POST',
    headers: { 'Control-Tenant': copy, 'Content-Type': 'application/json' },
    body: JSON.stringify({ what, operation: 'createOutboundConversation', count: 1 }),
  })
const open = (externalReference, email) =>
  sendOutbound(atender, { externalReference, contact: { email }, subject: 'Order' })

await fail('429')
console.log('429, then', (await open('limited', 'erlich.bachman@aviato.example')).outcome)
await fail('503')
console.log('503, then', (await open('down', 'erlich.bachman@aviato.example')).outcome)
const wrong = await open('wrong', 'nobody')
console.log('400,', wrong.outcome)
if (wrong.outcome === 'invalid')
  for (const { path, message } of wrong.failure.error.errors) console.log(path, message)
