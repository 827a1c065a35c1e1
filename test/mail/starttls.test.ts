import { once } from 'node:events'
import { type AddressInfo, createServer, type Socket } from 'node:net'
import { expect, it } from 'vitest'
import { parseSmtpUrl } from '../../server/mail/smtp-url.ts'
import { createSmtpTransport } from '../../server/mail/transport.ts'

/** What a mail server, or somebody between, answers to EHLO and to STARTTLS; anything else is accepted. */
const SERVERS: [string, string, string, string][] = [
  ['strips STARTTLS from its offer', '?requireTLS=true', '250 x\r\n', '502 no\r\n'],
  ['offers STARTTLS and refuses it', '', '250-x\r\n250 STARTTLS\r\n', '454 not now\r\n'],
  ['offers STARTTLS and refuses it for good', '?requireTLS=true', '250-x\r\n250 STARTTLS\r\n', '502 no\r\n'],
  ['goes away at STARTTLS', '', '250-x\r\n250 STARTTLS\r\n', ''],
  ['speaks no TLS behind STARTTLS', '', '250-x\r\n250 STARTTLS\r\n', '220 go\r\n250 not TLS\r\n'],
]

it.each(SERVERS)('a server that %s gets no mail%s', async (_what, query, offer, answer) => {
  const sockets: Socket[] = []
  let heard = ''
  const server = createServer(socket => {
    sockets.push(socket.on('error', () => {}))
    socket.write('220 x\r\n')
    socket.on('data', data => {
      heard += data.toString('latin1')
      const text = data.toString('latin1')
      if (text.startsWith('EHLO')) socket.write(offer)
      else if (!text.startsWith('STARTTLS')) socket.write('250 ok\r\n')
      else if (answer === '') socket.destroy()
      else socket.write(answer)
    })
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const parsed = parseSmtpUrl(`smtp://127.0.0.1:${(server.address() as AddressInfo).port}${query}`)
  if (!parsed.ok) throw new Error(parsed.reason)
  const transport = createSmtpTransport({ ...parsed.options, greetingTimeout: 2000, socketTimeout: 2000 })
  try {
    const envelope = { from: 'support@demo.example', to: ['a@b.co'] }
    const outcome = await transport.send(envelope, Buffer.from('Subject: secret\r\n\r\nsecret\r\n'))
    expect(outcome).toMatchObject({ kind: 'deferred', reason: expect.stringMatching(/\S/) })
    expect(heard).toContain('EHLO')
    expect(heard).not.toMatch(/MAIL FROM|RCPT TO|secret/)
  } finally {
    await transport.close()
    for (const socket of sockets) socket.destroy()
    server.close()
  }
})
