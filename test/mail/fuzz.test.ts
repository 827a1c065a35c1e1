import { join } from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { casesOf, fuzz, say } from '../../fuzz/mail/fuzz.ts'
import { freePort } from '../support/free-port.ts'
import { type ServerProcess, startServerProcess, temporaryFolder } from '../support/process.ts'

let server: ServerProcess
let smtpUrl: string
beforeAll(async () => {
  const port = await freePort()
  smtpUrl = `smtp://127.0.0.1:${port}`
  server = await startServerProcess({
    DATABASE_URL: `sqlite:${join(temporaryFolder(), 'fuzz.db')}`,
    SMTP_LISTEN: `127.0.0.1:${port}`,
    LOG_LEVEL: 'silent',
  })
})
afterAll(async () => {
  await server.kill('SIGKILL')
})

it('mail that was made to hurt is answered, kept once, and holds nothing of another', async () => {
  const cases = casesOf(1, 500).filter(({ steps }) => steps.every(({ bytes }) => bytes.length < 20_000))
  const { rows, findings } = await fuzz(server, smtpUrl, { seed: 1, cases, tell: () => {} })
  expect(findings.map(({ case: { kind, marker }, what }) => ({ kind, marker, what }))).toEqual([])
  expect(rows.get('smuggled end of data')).toMatchObject({ sent: 20, 250: 20, stored: 20 })
  expect(rows.get('no relay')).toMatchObject({ 250: 0, stored: 0 })
}, 120_000)

it.each([
  'a%b.example@demo.example',
  '@demo.example:a@b.example',
  '@demo.example,@b.example:a@b.example',
  '"support@demo.example"@b.example',
  '"a@b.example"@demo.example',
  'support@demo.example@b.example',
  'support%demo.example@b.example',
  'b.example!a@demo.example',
  'a+support@demo.example',
  'support@demo.example.b.example',
  'support@[127.0.0.1]',
  'SUPPORT@B.EXAMPLE',
  'a@b.example.',
])('nothing is relayed to %s', async address => {
  const lines = ['EHLO x', 'MAIL FROM:<support@demo.example>', `RCPT TO:<${address}>`]
  const steps = lines.map(line => ({ bytes: Buffer.from(`${line}\r\n`), replies: 1 }))
  const told = await say(smtpUrl, { kind: '', marker: '', most: 0, isCut: true, steps })
  expect(told.last).toMatch(/^5\d\d /)
})
