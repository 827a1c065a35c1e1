import { randomUUID } from 'node:crypto'
import { setTimeout as sleep } from 'node:timers/promises'
import { afterEach, expect, it } from 'vitest'
import { engine, freshDatabase, openTestDatabase } from '../support/database.ts'
import { freePort } from '../support/free-port.ts'
import { type ServerProcess, startServerProcess } from '../support/process.ts'
import { handOver } from '../support/smtp-client.ts'
import { until } from '../support/until.ts'

let server: ServerProcess | undefined
afterEach(async () => {
  await server?.kill('SIGKILL')
  server = undefined
})

/** A few in every run; `TEST_KILLS=50 npx vitest run test/process/mail-kill.test.ts` for a long one. */
const KILLS = Number(process.env.TEST_KILLS ?? 1)

it('kill -9 while mail comes in: what was acknowledged is there, once, and what was not comes again', async () => {
  const port = await freePort()
  const databaseUrl = await freshDatabase()
  const env = { DATABASE_URL: databaseUrl, SMTP_LISTEN: `127.0.0.1:${port}`, LOG_LEVEL: 'silent' }
  server = await startServerProcess(env)
  const acknowledged: string[] = []
  let repeats = 0
  const end = new AbortController()
  const senders = Array.from({ length: 6 }, async (_, sender) => {
    while (!end.signal.aborted) {
      const id = `<${sender}-${randomUUID()}@aviato.example>`
      const source = `Message-ID: ${id}\nFrom: erlich@aviato.example\nSubject: x\n\n${'Hello. '.repeat(500)}`
      // As every mail server does: again, until somebody takes the responsibility.
      for (;;) {
        const reply = await handOver(`smtp://127.0.0.1:${port}`, { to: 'support@demo.example', source })
        if (reply.startsWith('250')) break
        repeats++
        await sleep(50)
      }
      acknowledged.push(id)
      // A server that starts has to get a word in.
      await sleep(20)
    }
  })
  for (let kill = 0; kill < KILLS; kill++) {
    const enough = acknowledged.length + 25
    await until(async () => acknowledged.length >= enough || undefined, 60_000)
    await sleep(kill * 13)
    await server.kill('SIGKILL')
    server = await startServerProcess(env)
  }
  await until(async () => acknowledged.length > 25 * (KILLS + 1) || undefined, 60_000)
  end.abort()
  await Promise.all(senders)
  const { store } = await openTestDatabase(databaseUrl)
  const rows = await store.read(db =>
    db
      .selectFrom('message')
      .innerJoin('message_source', 'message_source.message_id', 'message.id')
      .innerJoin('recipient', 'recipient.conversation_id', 'message.conversation_id')
      .select('mail_message_id')
      .execute(),
  )
  const ids = rows.map(({ mail_message_id }) => mail_message_id)
  process.stdout.write(
    `${engine}: kills ${KILLS}, mails acknowledged ${acknowledged.length}, handed over again ${repeats}, ` +
      `lost ${acknowledged.filter(id => !ids.includes(id)).length}, kept twice ${ids.length - new Set(ids).size}\n`,
  )
  expect(repeats).toBeGreaterThan(0)
  expect(ids.sort()).toEqual(acknowledged.sort())
}, 180_000)
