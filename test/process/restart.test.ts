import { afterEach, expect, it } from 'vitest'
import { freshDatabase } from '../support/database.ts'
import { type ServerProcess, startServerProcess } from '../support/process.ts'
import { clientsOf, conversation, mail, messagesIn } from '../support/server.ts'
import { type SmtpReceiver, startSmtpReceiver } from '../support/smtp-receiver.ts'
import { timed } from '../support/timed.ts'
import { until } from '../support/until.ts'

let receiver: SmtpReceiver | undefined
let running: ServerProcess | undefined
afterEach(async () => {
  await running?.kill('SIGKILL')
  await receiver?.stop()
  running = undefined
  receiver = undefined
})

const start = async (database: string, env: Record<string, string> = {}) => {
  running = await startServerProcess({ DATABASE_URL: database, ...env })
  return { ...running, ...clientsOf(running.url) }
}

it('a server killed during the delay sends the mail after its restart, once, with the promised Message-ID', async () => {
  receiver = await startSmtpReceiver()
  const database = await freshDatabase()
  const before = await start(database, { SMTP_URL: receiver.url })
  const { data } = await before.fernand.POST('/conversations/compose', { body: { ...mail, delay: 2 } })
  const id = data?.conversation_id ?? 0
  await before.kill('SIGKILL')
  await new Promise(resolve => setTimeout(resolve, 2500))
  expect(receiver.seen).toEqual([])

  const after = await start(database, { SMTP_URL: receiver.url })
  const sent = await until(async () => {
    const messages = await after.fernand.GET('/conversations/{id}/messages', { params: { path: { id } } })
    return messagesIn(messages.data).find(({ status }) => status === 'SENT')
  })
  expect(sent.id).toBe(data?.id)
  await new Promise(resolve => setTimeout(resolve, 1500))
  expect(receiver.seen).toHaveLength(1)
})

it('SIGTERM finishes the requests that run, closes the database and exits with 0', timed, async () => {
  const database = await freshDatabase()
  const server = await start(database)
  const requests = Array.from({ length: 40 }, (_, i) =>
    server.atender.POST('/v1/conversations/outbound', { body: conversation(`drain-${i}`) }),
  )
  // The first answer tells that all of them have arrived or are on their way.
  await Promise.race(requests)
  const begun = Date.now()
  const exit = server.kill('SIGTERM')
  const statuses = (await Promise.allSettled(requests)).map(result =>
    result.status === 'fulfilled' ? result.value.response.status : 'refused',
  )
  expect(await exit).toBe(0)
  expect(Date.now() - begun).toBeLessThan(10_000)
  const created = statuses.filter(status => status === 201).length
  expect(statuses.filter(status => status !== 201 && status !== 'refused')).toEqual([])

  const after = await start(database)
  const { data } = await after.atender.GET('/v1/conversations', { params: { query: { limit: 100 } } })
  expect(data?.data).toHaveLength(created)
})
