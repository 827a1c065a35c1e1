// The connection is cut just after the server has stored the conversation: the retry finds it. Start the server, then:
// node idempotency.mjs
const server = process.env.SERVER ?? 'http://127.0.0.1:3000'
const name = `idempotency-${Date.now()}`
const headers = {
  Authorization: `Bearer sa_test_demo_full.${name}`,
  'Control-Tenant': name,
  'Content-Type': 'application/json',
}
const send = async (method, path, body) => {
  const response = await fetch(server + path, { method, headers, body: body && JSON.stringify(body) })
  return { status: response.status, body: response.status === 204 ? undefined : await response.json() }
}

await send('POST', '/_control/faults', {
  what: 'drop-after-commit',
  operation: 'createOutboundConversation',
  count: 1,
})

const conversation = {
  externalReference: 'shop-4521',
  contact: { email: 'erlich.bachman@aviato.example' },
  subject: 'Order #4521',
}
const open = () => send('POST', '/v1/conversations/outbound', conversation)
const first = await open().catch(error => ({ status: error.message }))
console.log('first', first.status)
const second = await open()
console.log('second', second.status, second.body.error)

const { body } = await send('GET', '/v1/conversations?externalReference=shop-4521')
console.log('there', body.data.length, body.data[0].subject)
