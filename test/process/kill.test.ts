import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { pino } from 'pino'
import { afterEach, expect, it } from 'vitest'
import { systemClock } from '../../server/clock.ts'
import { openDatabase } from '../../server/database.ts'
import { systemIds } from '../../server/ids.ts'
import { type ServerProcess, startServerProcess, temporaryFolder } from '../support/process.ts'
import { clientsOf, conversation, mail } from '../support/server.ts'
import { type SmtpReceiver, startSmtpReceiver } from '../support/smtp-receiver.ts'
import { until } from '../support/until.ts'

const KILLS = 10
/** How much is acknowledged between two kills, at least. */
const ENOUGH = { conversations: 60, mails: 6 }

let receiver: SmtpReceiver
let servers: ServerProcess[] = []
afterEach(async () => {
  await Promise.all(servers.map(server => server.kill('SIGKILL')))
  await receiver.stop()
  servers = []
})

/** What a caller was told. */
interface Acknowledged {
  conversations: Set<string>
  /** Subjects of mails. */
  mails: Set<string>
}

/** Callers who never rest until the signal; each ends by itself when its server is gone. */
function load(url: string, name: string, acknowledged: Acknowledged, signal: AbortSignal): Promise<unknown> {
  const { atender, fernand } = clientsOf(url)
  return Promise.all(
    Array.from({ length: 8 }, async (_, caller) => {
      for (let i = 0; !signal.aborted; i++) {
        const label = `${name}-${caller}-${i}`
        try {
          if (caller < 5) {
            const body = {
              ...conversation(label),
              tags: ['refund', 'vip'],
              outboundContext: { originalMessage: label },
            }
            const { response } = await atender.POST('/v1/conversations/outbound', { body })
            if (response.status === 201) acknowledged.conversations.add(label)
          } else {
            const body = { ...mail, subject: label, delay: caller === 5 ? 1 : 0 }
            const { response } = await fernand.POST('/conversations/compose', { body })
            if (response.status === 200) acknowledged.mails.add(label)
            await sleep(20)
          }
        } catch {
          if (signal.aborted) return
          await sleep(20)
        }
      }
    }),
  )
}

it(`kill -9 under load, ${KILLS} times: nothing acknowledged is lost, nothing is there by halves`, async () => {
  receiver = await startSmtpReceiver()
  const databaseUrl = `sqlite:${join(temporaryFolder(), 'test.db')}`
  const start = () =>
    startServerProcess({ DATABASE_URL: databaseUrl, SMTP_URL: receiver.url, LOG_LEVEL: 'silent' })
  const acknowledged: Acknowledged = { conversations: new Set(), mails: new Set() }
  for (let kill = 0; kill < KILLS; kill++) {
    const server = await start()
    servers = [server]
    const rest = new AbortController()
    const callers = load(server.url, `kill${kill}`, acknowledged, rest.signal)
    const enough = () =>
      acknowledged.conversations.size >= (kill + 1) * ENOUGH.conversations &&
      acknowledged.mails.size >= (kill + 1) * ENOUGH.mails
    await until(async () => enough() || undefined, 30_000)
    // Not always at the same moment of a request.
    await sleep(kill * 7)
    await server.kill('SIGKILL')
    rest.abort()
    await callers
  }
  servers = [await start()]
  await audit(databaseUrl, acknowledged, KILLS)
}, 180_000)

async function audit(
  databaseUrl: string,
  { conversations, mails }: Acknowledged,
  kills: number,
): Promise<void> {
  const subjects = () =>
    receiver.seen.map(({ source }) => /^Subject: (.*)\r$/m.exec(source.toString())?.[1] ?? '')
  // Every due mail, the ones that were under way at a kill included.
  const unsent = async () => [...mails].filter(subject => !new Set(subjects()).has(subject)).length
  await until(async () => ((await unsent()) === 0 ? true : undefined), 60_000).catch(() => undefined)

  const { store } = await openDatabase(databaseUrl, {
    clock: systemClock,
    ids: systemIds,
    logger: pino({ level: 'silent' }),
  })
  const found = await store.read(async db => ({
    references: await db
      .selectFrom('conversation')
      .select('external_reference')
      .where('api', '=', 'atender')
      .execute(),
    whole: await db
      .selectFrom('conversation')
      .innerJoin('message', 'message.conversation_id', 'conversation.id')
      .innerJoin('conversation_tag', 'conversation_tag.conversation_id', 'conversation.id')
      .select('conversation.id')
      .select(({ fn }) => fn.countAll<number>().as('parts'))
      .where('conversation.api', '=', 'atender')
      .groupBy('conversation.id')
      .execute(),
    mails: await db
      .selectFrom('conversation')
      .leftJoin('message', 'message.conversation_id', 'conversation.id')
      .leftJoin('recipient', 'recipient.conversation_id', 'conversation.id')
      .select(['conversation.subject', 'message.status', 'recipient.kind', 'message.mail_message_id'])
      .where('conversation.api', '=', 'fernand')
      .execute(),
  }))
  await store.close()

  const references = found.references.map(row => row.external_reference ?? '')
  const lost = [
    ...[...conversations].filter(reference => !new Set(references).has(reference)),
    ...[...mails].filter(subject => !new Set(subjects()).has(subject)),
  ]
  const ids = new Map(found.mails.map(row => [row.subject, row.mail_message_id]))
  const repeated = subjects().length - new Set(subjects()).size
  process.stdout.write(
    `kills ${kills}, acknowledged ${conversations.size} conversations and ${mails.size} mails, lost ${lost.length}, ` +
      `duplicated ${references.length - new Set(references).size}, mails repeated with their Message-ID ${repeated}\n`,
  )
  expect(lost).toEqual([])
  expect(references.length).toBe(new Set(references).size)
  // One message and two tags each: nothing is half there, acknowledged or not.
  expect(found.whole.map(({ parts }) => Number(parts)).filter(parts => parts !== 2)).toEqual([])
  expect(found.whole).toHaveLength(references.length)
  expect(found.mails.filter(row => row.status === null || row.kind === null)).toEqual([])
  expect(new Set(found.mails.map(({ subject }) => subject)).size).toBe(found.mails.length)
  // A receiver can drop a repeat: every copy has the Message-ID of the stored message.
  for (const { source } of receiver.seen) {
    const text = source.toString()
    expect(/^Message-ID: (.*)\r$/m.exec(text)?.[1]).toBe(ids.get(/^Subject: (.*)\r$/m.exec(text)?.[1] ?? ''))
  }
  expect(repeated).toBeLessThanOrEqual(10 * kills)
}
