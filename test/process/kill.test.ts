import { setTimeout as sleep } from 'node:timers/promises'
import { afterEach, expect, it } from 'vitest'
import { engine, freshDatabase, openTestDatabase } from '../support/database.ts'
import { type ServerProcess, startServerProcess } from '../support/process.ts'
import { clientsOf, conversation, mail } from '../support/server.ts'
import { type SmtpReceiver, startSmtpReceiver } from '../support/smtp-receiver.ts'
import { until } from '../support/until.ts'

/** A few in every run; `TEST_KILLS=100 npx vitest run test/process/kill.test.ts` for a long one. */
const KILLS = Number(process.env.TEST_KILLS ?? (engine === 'postgres' ? 2 : 3))
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

/** Callers who go on until the signal; each ends by itself when its server is gone. */
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
          }
          // Under load, not out of breath: a process that starts has to get a word in.
          await sleep(50)
        } catch {
          if (signal.aborted) return
          await sleep(20)
        }
      }
    }),
  )
}

interface Loaded {
  server: ServerProcess
  /** Lets the callers finish what they have begun. */
  rest(): Promise<unknown>
}

const processes = engine === 'postgres' ? 3 : 1

it(
  `kill -9 under load, ${KILLS} times, of ${processes} on ${engine}: nothing acknowledged is lost or there by halves`,
  async () => {
    receiver = await startSmtpReceiver()
    const databaseUrl = await freshDatabase()
    const acknowledged: Acknowledged = { conversations: new Set(), mails: new Set() }
    let started = 0
    const start = async (): Promise<Loaded> => {
      const env = { DATABASE_URL: databaseUrl, SMTP_URL: receiver.url, LOG_LEVEL: 'silent' }
      const server = await startServerProcess(env)
      const end = new AbortController()
      const callers = load(server.url, `server${started++}`, acknowledged, end.signal)
      const rest = () => {
        end.abort()
        return callers
      }
      return { server, rest }
    }
    const running = await Promise.all(Array.from({ length: processes }, start))
    servers = running.map(({ server }) => server)
    for (let kill = 0; kill < KILLS; kill++) {
      const conversations = acknowledged.conversations.size + ENOUGH.conversations
      const mails = acknowledged.mails.size + ENOUGH.mails
      const enough = () =>
        acknowledged.conversations.size >= conversations && acknowledged.mails.size >= mails
      await until(async () => enough() || undefined, 60_000)
      // Not always at the same moment of a request.
      await sleep(kill * 7)
      const victim = running[kill % processes]
      await victim?.server.kill('SIGKILL')
      await victim?.rest()
      running[kill % processes] = await start()
      servers = running.map(({ server }) => server)
    }
    await Promise.all(running.map(({ rest }) => rest()))
    await audit(databaseUrl, acknowledged, KILLS)
  },
  60_000 + KILLS * 30_000,
)

async function audit(
  databaseUrl: string,
  { conversations, mails }: Acknowledged,
  kills: number,
): Promise<void> {
  const subjects = () =>
    receiver.seen.map(({ source }) => /^Subject: (.*)\r$/m.exec(source.toString())?.[1] ?? '')
  // Every due mail, the ones that were under way at a kill included.
  const unsent = async () => [...mails].filter(subject => !new Set(subjects()).has(subject)).length
  await until(async () => ((await unsent()) === 0 ? true : undefined), 90_000).catch(() => undefined)

  const { store } = await openTestDatabase(databaseUrl)
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
