// Receives webhooks of Atender, verifies each, and prints what an agent wrote: SECRET says what signs them, PORT where to
// listen.
import { createServer } from 'node:http'
import { buffer } from 'node:stream/consumers'
import { verifyWebhook } from 'conversation-contracts/atender'

const seen = new Set()
createServer(async (request, response) => {
  const webhook = await verifyWebhook(await buffer(request), request.headers, process.env.SECRET ?? '')
  if (!webhook.ok) return response.writeHead(webhook.kind === 'unknown-event' ? 204 : 400).end()
  const { event, data } = webhook.data
  // The same delivery may come twice.
  if (event === 'message.sent' && !seen.has(webhook.id)) console.log('verified:', data.text)
  seen.add(webhook.id)
  response.writeHead(204).end()
}).listen(Number(process.env.PORT ?? 8080), '127.0.0.1')
