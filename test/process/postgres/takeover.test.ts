import { expect, it } from 'vitest'
import { freshDatabase } from '../../support/database.ts'
import { startServerProcess } from '../../support/process.ts'
import { clientsOf, mail, messagesIn } from '../../support/server.ts'
import { startSmtpReceiver } from '../../support/smtp-receiver.ts'
import { until } from '../../support/until.ts'

it('a mail that was on its way out when the server was killed is sent by another one within a minute', async () => {
  let isSlow = true
  const arrived = Promise.withResolvers<void>()
  const receiver = await startSmtpReceiver({
    async message() {
      arrived.resolve()
      return isSlow ? await new Promise<never>(() => {}) : undefined
    },
  })
  const env = { DATABASE_URL: await freshDatabase(), SMTP_URL: receiver.url }
  const first = await startServerProcess(env)
  const { data } = await clientsOf(first.url).fernand.POST('/conversations/compose', { body: mail })
  await arrived.promise
  await first.kill('SIGKILL')
  isSlow = false

  const second = await startServerProcess(env)
  await receiver.waitFor(1, 60_000)
  const path = { id: data?.conversation_id ?? 0 }
  await until(async () => {
    const list = await clientsOf(second.url).fernand.GET('/conversations/{id}/messages', { params: { path } })
    return messagesIn(list.data)[0]?.status === 'SENT' ? true : undefined
  })
  expect(receiver.seen).toHaveLength(2)
  expect(await second.kill('SIGTERM')).toBe(0)
  await receiver.stop()
}, 90_000)
