/**
 * Takes the pictures of the inbox that the docs show, anew: `npm run pictures`, after `npm run inbox`. It needs Chromium
 * (chromium.ts).
 */
import { join } from 'node:path'
import { chromium } from 'playwright-core'
import { createAtenderClient } from '../generated/atender/client.ts'
import { createControlClient } from '../generated/control/client.ts'
import { createFernandClient } from '../generated/fernand/client.ts'
import { startServer } from '../server/embed/index.ts'
import { findChromium } from './chromium.ts'

const folder = join(import.meta.dirname, '..', 'docs', 'pictures')

await using server = await startServer({ database: ':memory:' })
const baseUrl = server.url
const atender = createAtenderClient({ baseUrl, headers: { Authorization: `Bearer ${server.keys.atender}` } })
const fernand = createFernandClient({ baseUrl, headers: { 'X-API-Key': server.keys.fernand } })
const control = createControlClient({ baseUrl })

const people = [
  ['Ada Novak', 'ada.novak@kunde.example'],
  ['Erlich Bachman', 'erlich@aviato.example'],
  ['Laurie Bream', 'laurie@bream-hall.example'],
  ['Jian Yang', 'jian.yang@see-food.example'],
  ['Gwart Müller', 'gwart@mueller.example'],
] as const
const stories = [
  [
    'Where is my order?',
    'It should have been here on Monday, and the tracking page says nothing since.',
    'webchat',
  ],
  ['Refund for a broken jar', 'My jar arrived broken. What do you need from me?', 'whatsapp'],
  ['Cannot log in since the update', 'I get “wrong password”, although I have reset it twice.', 'messenger'],
  ['Change of address', 'We have moved! Please send it to Hauptstraße 12 instead.', 'sms'],
  ['Gift wrapping', 'Can you wrap it as a gift, with a card?', 'webchat'],
] as const

const newsletter = `<body style="background:#f4f1ea"><div style="max-width:520px;margin:0 auto;padding:20px 24px;background:#fff;border-radius:10px">
<h2 style="color:#7a4b00">Your parcel is on its way</h2><p>Hello Ada,</p>
<p>we have sent <b>2 jars of honey</b> to you. <a href="https://lager.example/track/7">Follow the parcel</a>.</p>
<p><img src="https://lager.example/map.png" alt="Where the parcel is"></p></div></body>`

/** A Monday morning. */
await control.PUT('/_control/clock', { body: { now: '2026-11-30T08:00:00Z' } })
const { data: receiver } = await control.PUT('/_control/receivers/{name}', {
  params: { path: { name: 'crm' } },
  body: { answers: [204] },
})
await control.POST('/_control/subscriptions', {
  body: {
    name: 'CRM',
    url: receiver?.url ?? '',
    events: ['message.sent', 'message.received', 'sla.breached'],
  },
})
for (let index = 0; index < 15; index++) {
  const [name, email] = people[index % people.length] ?? people[0]
  const [subject, text, channel] = stories[index % stories.length] ?? stories[0]
  const { data } = await atender.POST('/v1/conversations/outbound', {
    body: {
      externalReference: `order-${index}`,
      contact: { name, email },
      subject,
      channel,
      outboundContext: { originalMessage: text, metadata: { cart: 4521 + index, source: 'app' } },
      tags: index % 3 === 0 ? ['refund'] : index % 4 === 0 ? ['vip'] : [],
      customFields: { order_id: String(4521 + index), priority: 'high', gift: true },
    },
  })
  const params = { path: { id: data?.id ?? '' } }
  if (index % 5 === 4)
    await control.POST('/_control/conversations/{id}/status', { params, body: { status: 'done' } })
  await control.POST('/_control/clock/advance', { body: { seconds: 240 } })
}

const mail = { channel_id: 123, agent_id: 42, delay: 0 }
const { data: parcel } = await fernand.POST('/conversations/compose', {
  body: {
    ...mail,
    content: {
      content: newsletter,
      attachments: [{ name: 'invoice 2026-11.pdf', type: 'application/pdf', content: 'JVBERi0xLjQK' }],
    },
    to: 'Ada Novak <ada.novak@kunde.example>',
    subject: 'Your parcel is on its way',
  },
})
await fernand.POST('/conversations/compose', {
  body: {
    ...mail,
    content: { content: '<p>Hello</p>' },
    to: 'bounced+550@kunde.example',
    subject: 'A mail that nobody takes',
  },
})
await fernand.POST('/conversations/compose', {
  body: {
    ...mail,
    content: { content: '<p>Hello Monica, your account is ready.</p>' },
    to: 'Monica <monica@raviga.example>',
    subject: 'Welcome',
    delay: 900,
  },
})
await control.POST('/_control/clock/advance', { body: { seconds: 60 } })
const thread = { path: { id: String(parcel?.conversation_id) } }
await control.POST('/_control/conversations/{id}/customer-message', {
  params: thread,
  body: { text: 'Thank you! But I had ordered three jars.\n\nAda\n\n> we have sent 2 jars of honey to you.' },
})
await control.POST('/_control/conversations/{id}/agent-reply', {
  params: thread,
  body: { text: 'You are right. The third one follows today.' },
})

// A delivery that arrives at the third attempt, an hour later.
await control.PUT('/_control/receivers/{name}', {
  params: { path: { name: 'crm' } },
  body: { answers: [500, 500, 204] },
})
const { data: late } = await atender.POST('/v1/conversations/outbound', {
  body: {
    externalReference: 'late',
    contact: { name: 'Donald Kim', email: 'donald@kim.example' },
    subject: 'Warranty of my kettle',
    channel: 'webchat',
  },
})
await control.POST('/_control/conversations/{id}/agent-reply', {
  params: { path: { id: late?.id ?? '' } },
  body: { text: 'It is on its way.' },
})
await control.POST('/_control/clock/advance', { body: { seconds: 1 } })
const { data: deliveries } = await control.GET('/_control/deliveries', {
  params: { query: { conversation: late?.id ?? '' } },
})
const [delivery] = deliveries?.data ?? []
await control.POST('/_control/clock/advance', { body: { seconds: 3600 } })
await fetch(`${baseUrl}/v1/conversations/outbound`, {
  method: 'POST',
  headers: { Authorization: `Bearer ${server.keys.atender}`, 'Content-Type': 'application/json' },
  body: JSON.stringify({
    externalReference: '',
    contact: { email: 'not an address' },
    subject: '',
    tags: 'vip',
    colour: 1,
  }),
})
const { data: requests } = await control.GET('/_control/requests')
const refused = requests?.data.findLast(({ violations }) => violations.length > 0)

const [wide, phone] = [
  { width: 1440, height: 900 },
  { width: 390, height: 844 },
]
const pictures = [
  { name: 'conversation', path: `/inbox/conversations/${thread.path.id}`, size: wide, scheme: 'light' },
  { name: 'conversation-dark', path: `/inbox/conversations/${thread.path.id}`, size: wide, scheme: 'dark' },
  {
    name: 'webhook',
    path: `/inbox/webhooks/${delivery?.subscriptionId}/${delivery?.id}`,
    size: wide,
    scheme: 'light',
  },
  { name: 'requests', path: `/inbox/requests/${refused?.id}`, size: wide, scheme: 'light' },
  { name: 'clock', path: '/inbox/clock', size: wide, scheme: 'dark' },
  { name: 'phone', path: '/inbox?folder=all', size: phone, scheme: 'dark' },
] as const

const browser = await chromium.launch({
  executablePath: findChromium(),
  args: ['--no-sandbox', '--disable-gpu'],
})
for (const { name, path, size, scheme } of pictures) {
  const context = await browser.newContext({ viewport: size, colorScheme: scheme, isMobile: size === phone })
  const page = await context.newPage()
  await page.goto(baseUrl + path)
  await page.getByText('Live', { exact: true }).waitFor({ state: 'attached' })
  // What is drawn in frames has no event of its own.
  await page.waitForTimeout(500)
  await page.screenshot({ path: join(folder, `${name}.png`) })
  await context.close()
}
await browser.close()
console.log(`pictures: ${pictures.length} in docs/pictures.`)
