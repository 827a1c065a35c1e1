// Sends two mails, one of which is refused, and tells what became of each. Start the server, then: node mail-status.mjs
import { composeMessage, createFernandClient } from 'conversation-contracts/fernand'

const fernand = createFernandClient({
  baseUrl: process.env.SERVER ?? 'http://127.0.0.1:3000',
  apiKey: process.env.FERNAND_API_KEY ?? 'sk_demo',
})
const mail = {
  channel_id: 123,
  agent_id: 42,
  subject: 'Your invoice',
  content: '<p>Here it is.</p>',
  delay: 0,
}

for (const to of ['monica.hall@raviga-capital.com', 'bounced+550@kunde.example']) {
  const sent = await composeMessage(fernand, { ...mail, to }, { waitUntil: 'settled' })
  if (!sent.ok) console.log(to, sent.kind)
  else console.log(to, sent.data.status, sent.data.last_event?.error_code)
}
