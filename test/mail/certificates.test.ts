/** Whoever cannot show that it is the host that was named gets neither a webhook nor a mail. */
import { once } from 'node:events'
import { createServer } from 'node:https'
import type { AddressInfo } from 'node:net'
import { SMTPServer } from 'smtp-server'
import { describe, expect, it, onTestFinished } from 'vitest'
import { systemClock } from '../../server/clock.ts'
import { parseSmtpUrl } from '../../server/mail/smtp-url.ts'
import { createSmtpTransport } from '../../server/mail/transport.ts'
import { createSender } from '../../server/webhooks/send.ts'
import { CERTIFICATES, certificate, trustFixtures } from '../support/certificates.ts'

const isRight = (name: string) => name === 'right'

it.each(CERTIFICATES)('a receiver of webhooks whose certificate is %s', async name => {
  trustFixtures()
  let heard = 0
  const server = createServer(certificate(name), (request, response) => {
    heard += 1
    request.resume().on('end', () => response.writeHead(204).end())
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  onTestFinished(() => void server.close())
  const sender = createSender({ clock: systemClock, resolve: async () => ['127.0.0.1'], loopback: true })
  onTestFinished(() => sender.close())
  const url = `https://hooks.example:${(server.address() as AddressInfo).port}/`
  const sent = await sender.send({ url, headers: {}, body: '{"a":"secret"}' }, new AbortController().signal)
  if (isRight(name)) expect([sent.status, sent.error, heard]).toEqual([204, null, 1])
  else {
    expect([sent.status, heard]).toEqual([null, 0])
    expect(sent.error).toMatch(/^The connection failed: [A-Z_]+\.$/)
  }
})

describe.each([
  ['smtps', true, ''],
  ['smtp', false, ''],
  ['smtp', false, '?requireTLS=true'],
])('a mail server by %s://', (scheme, secure, query) => {
  it.each(CERTIFICATES)(`${query} whose certificate is %s`, async name => {
    trustFixtures()
    const heard: string[] = []
    const server = new SMTPServer({
      ...certificate(name),
      ...{ secure, authOptional: true, logger: false },
      onMailFrom: ({ address }, _session, done) => {
        heard.push(address)
        done()
      },
      onData: (stream, _session, done) => {
        stream.on('data', chunk => heard.push(String(chunk))).on('end', () => done())
      },
    })
    server.on('error', () => {})
    server.listen(0, '127.0.0.1')
    await once(server.server, 'listening')
    onTestFinished(() => void server.close())
    const { port } = server.server.address() as AddressInfo
    const parsed = parseSmtpUrl(`${scheme}://localhost:${port}${query}`)
    if (!parsed.ok) throw new Error(parsed.reason)
    const transport = createSmtpTransport({ ...parsed.options, greetingTimeout: 5_000 })
    onTestFinished(() => transport.close())
    const envelope = { from: 'support@demo.example', to: ['a@b.co'] }
    const outcome = await transport.send(envelope, Buffer.from('Subject: secret\r\n\r\nsecret\r\n'))
    if (isRight(name)) {
      expect(outcome).toMatchObject({ kind: 'delivered' })
      expect(heard.join()).toContain('secret')
    } else {
      expect(outcome).toMatchObject({ kind: 'deferred', reason: expect.stringMatching(/certificate|host/i) })
      expect(heard).toEqual([])
    }
  })
})
