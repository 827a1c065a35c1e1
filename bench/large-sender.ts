/** Composes one mail with an attachment of so many bytes, once it is told to on its standard input; see large.ts. */
import { once } from 'node:events'
import fernand from '../generated/fernand/openapi.json' with { type: 'json' }
import { operations } from '../generated/fernand/operations.ts'

const [url = '', bytes = ''] = process.argv.slice(2)
const example = fernand.components.examples.ComposeWelcome.value
const content = Buffer.alloc(Number(bytes), 'a few words ').toString('base64')
const attachments = [{ name: 'large.bin', type: 'application/octet-stream', content }]
const body = Buffer.from(
  JSON.stringify({ ...example, content: { ...example.content, attachments }, delay: 0 }),
)
process.stdout.write('ready\n')
await once(process.stdin, 'data')
const answer = await fetch(url + operations.composeConversation.path, {
  method: 'POST',
  headers: { 'X-API-Key': 'sk_demo', 'Content-Type': 'application/json' },
  body,
})
if (answer.status !== 200) throw new Error(`it was answered ${answer.status}: ${await answer.text()}`)
process.stdout.write('accepted\n')
process.stdin.destroy()
