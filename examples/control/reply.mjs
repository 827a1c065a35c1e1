// An agent replies, the webhook fails twice, an hour passes, and it arrives. Start the server, then: node reply.mjs
const server = process.env.SERVER ?? 'http://127.0.0.1:3000'
const name = `reply-${Date.now()}`
const headers = {
  Authorization: `Bearer sa_test_demo_full.${name}`,
  'Control-Tenant': name,
  'Content-Type': 'application/json',
}
const send = async (method, path, body) => {
  const response = await fetch(server + path, { method, headers, body: body && JSON.stringify(body) })
  return await response.json()
}

const { url } = await send('PUT', '/_control/receivers/crm', { answers: [500, 500, 204] })
await send('POST', '/v1/webhooks', { name: 'CRM', url, events: ['message.sent'] })
const { id } = await send('POST', '/v1/conversations/outbound', {
  externalReference: 'chat-7',
  contact: { email: 'erlich.bachman@aviato.example' },
  subject: 'Question',
  channel: 'webchat',
})
await send('POST', `/_control/conversations/${id}/agent-reply`, { text: 'It is on its way.' })
await send('GET', '/_control/receivers/crm/requests?wait=10')
await send('POST', '/_control/clock/advance', { seconds: 3600 })

const { data } = await send('GET', '/_control/receivers/crm/requests')
for (const { answered, verified, body } of data)
  console.log(answered, verified ? 'verified' : 'forged', JSON.parse(body).data.text)
