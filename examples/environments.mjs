// The same call to the mock, to the server, or to the vendor: ATENDER_URL and ATENDER_API_KEY say which.
// Start the server, which brings the mock, then: node environments.mjs
import { atenderKey, createAtenderClient, sendOutbound } from 'conversation-contracts/atender'

const atender = createAtenderClient({
  baseUrl: process.env.ATENDER_URL ?? 'http://127.0.0.1:4010',
  apiKey: atenderKey(process.env.ATENDER_API_KEY ?? 'sa_test_demo_full'),
})
const order = {
  externalReference: process.env.REFERENCE ?? `order-${Date.now()}`,
  contact: { email: 'erlich.bachman@aviato.example' },
  subject: 'Order #4521',
}
for (const attempt of ['first', 'second']) console.log(attempt, (await sendOutbound(atender, order)).outcome)
