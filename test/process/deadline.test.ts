import { connect } from 'node:net'
import { expect, it, onTestFinished } from 'vitest'
import { freshDatabase } from '../support/database.ts'
import { freePort } from '../support/free-port.ts'
import { startServerProcess } from '../support/process.ts'
import { clientsOf, mail } from '../support/server.ts'
import { startSmtpReceiver } from '../support/smtp-receiver.ts'
import { timed } from '../support/timed.ts'
import { until } from '../support/until.ts'

it('SIGTERM ends it within ten seconds, beside a mail server and a client that hang', timed, async () => {
  let isAsked = false
  const receiver = await startSmtpReceiver({
    message() {
      isAsked = true
      return new Promise(() => {})
    },
  })
  const port = await freePort()
  const server = await startServerProcess({
    DATABASE_URL: await freshDatabase(),
    SMTP_URL: receiver.url,
    SMTP_LISTEN: `127.0.0.1:${port}`,
    LOG_LEVEL: 'silent',
  })
  onTestFinished(async () => {
    await server.kill('SIGKILL')
    await receiver.stop()
  })
  await clientsOf(server.url).fernand.POST('/conversations/compose', { body: { ...mail, delay: 0 } })
  await until(async () => isAsked || undefined)
  // In the middle of its mail, for ever.
  const socket = connect(port, '127.0.0.1')
  onTestFinished(() => void socket.destroy())
  socket.on('error', () => {})
  socket.write('EHLO a.example\r\nMAIL FROM:<a@b.example>\r\nRCPT TO:<support@demo.example>\r\nDATA\r\n')
  await new Promise(resolve => setTimeout(resolve, 300))
  const begin = performance.now()
  expect(await server.kill('SIGTERM')).toBe(0)
  expect(performance.now() - begin).toBeLessThan(10_000)
})
