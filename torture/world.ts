/** Servers under load on one database, with those they talk to. */
import { rmSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { type PostgresServer, startPostgres } from '../test/support/postgres-server.ts'
import {
  runServer,
  type ServerProcess,
  startServerProcess,
  temporaryFolder,
} from '../test/support/process.ts'
import { clientsOf, conversation, mail } from '../test/support/server.ts'
import { createLedger, type Ledger } from './ledger.ts'
import { type Others, startOthers } from './others.ts'

export type Engine = 'sqlite' | 'postgres'

const HOUR = 3_600_000

/** Has a server's clock leap an hour at SIGUSR2, and begin where those before it were. */
const LEAP = `const now = Date.now; let ahead = Number(process.env.TORTURE_AHEAD)
Date.now = () => now() + ahead; process.on('SIGUSR2', () => { ahead += ${HOUR} })`

/** Callers at a time. */
const CALLERS = 6
/** Between two requests of a caller, in milliseconds: under load, not out of breath. */
const BREATH = 60

export interface World {
  engine: Engine
  ledger: Ledger
  others: Others
  /** The file of SQLite; of PostgreSQL undefined. */
  file: string | undefined
  postgres: PostgresServer | undefined
  servers: ServerProcess[]
  databaseUrl: string
  /** What is told of in the ledger beside what is acknowledged. */
  fault: string
  /** Kills all servers, or the one of that number. */
  kill(one?: number): Promise<void>
  /** Starts those that are not there, and waits until all answer. */
  recover(): Promise<void>
  /** Begins a start, and kills it after so many milliseconds. */
  breakStart(milliseconds: number): Promise<void>
  /** Lets the clocks of the servers leap an hour. */
  leap(): void
  /** Ends the load; what is under way is finished. */
  rest(): Promise<void>
  stop(): Promise<void>
}

export async function startWorld(engine: Engine): Promise<World> {
  const others = await startOthers()
  const folder = temporaryFolder()
  const postgres = engine === 'postgres' ? await startPostgres() : undefined
  const file = postgres ? undefined : join(folder, 'torture.db')
  const databaseUrl = postgres?.url ?? `sqlite:${file}`
  let ahead = 0
  const env = () => ({
    DATABASE_URL: databaseUrl,
    SMTP_URL: others.smtpUrl,
    SMTP_RETRY_AFTER: '1',
    LOG_LEVEL: 'silent',
    TORTURE_AHEAD: String(ahead),
    NODE_OPTIONS: `--import=data:text/javascript,${encodeURIComponent(LEAP)}`,
  })
  const count = engine === 'postgres' ? 3 : 1
  const gone = new Set<ServerProcess>()
  const end = new AbortController()
  const world: World = {
    engine,
    ledger: createLedger(),
    others,
    file,
    postgres,
    servers: await Promise.all(Array.from({ length: count }, () => startServerProcess(env()))),
    databaseUrl,
    fault: 'none',
    async kill(one) {
      const victims = one === undefined ? world.servers : world.servers.slice(one, one + 1)
      for (const victim of victims) gone.add(victim)
      await Promise.all(victims.map(victim => victim.kill('SIGKILL')))
    },
    async recover() {
      world.servers = await Promise.all(
        world.servers.map(server => (gone.has(server) ? startServerProcess(env()) : server)),
      )
      for (const { url } of world.servers) await healthy(url)
    },
    async breakStart(milliseconds) {
      const { child, exited } = runServer({ PORT: '0', MOCK_PORT: '0', ...env() })
      await sleep(milliseconds)
      child.kill('SIGKILL')
      await exited
    },
    leap() {
      ahead += HOUR
      for (const { child } of world.servers) child.kill('SIGUSR2')
    },
    async rest() {
      end.abort()
      await callers
    },
    async stop() {
      await world.kill()
      await others.stop()
      await postgres?.remove()
      rmSync(folder, { recursive: true, force: true })
    },
  }
  await subscribe(world)
  const callers = Promise.all(Array.from({ length: CALLERS }, (_, caller) => call(world, caller, end.signal)))
  return world
}

async function subscribe({ servers: [server], others }: World): Promise<void> {
  const { response } = await clientsOf(server?.url ?? '').atender.POST('/v1/webhooks', {
    body: { name: 'Torture', url: others.hookUrl, events: ['conversation.created', 'message.sent'] },
  })
  if (response.status !== 201) throw new Error(`The subscription was answered ${response.status}.`)
}

async function healthy(url: string): Promise<void> {
  for (let attempt = 0; attempt < 600; attempt++) {
    const isReady = await fetch(`${url}/healthz`).then(
      ({ ok }) => ok,
      () => false,
    )
    if (isReady) return
    await sleep(100)
  }
  throw new Error('A server did not recover within a minute.')
}

/** What a creation brings: all of it is there, or nothing. */
export const wholeOf = (label: string) => ({
  ...conversation(label),
  tags: ['refund', 'vip'],
  outboundContext: { originalMessage: label },
})

/** Opens conversations, answers them and composes mails, until the signal; failures are what the faults are for. */
async function call(world: World, caller: number, signal: AbortSignal): Promise<void> {
  const { ledger } = world
  for (let i = 0; !signal.aborted; i++) {
    const server = world.servers[(caller + i) % world.servers.length]
    const { atender, fernand } = clientsOf(server?.url ?? '')
    const label = `torture-${caller}-${i}`
    try {
      if (caller % 2 === 1) {
        const body = { ...mail, subject: label, delay: 0 }
        const { response } = await fernand.POST('/conversations/compose', { body })
        if (response.status === 200) ledger.mails.set(label, world.fault)
      } else {
        const { data } = await atender.POST('/v1/conversations/outbound', { body: wholeOf(label) })
        if (data) {
          ledger.conversations.set(label, world.fault)
          const reply = await atender.POST('/v1/conversations/{id}/messages', {
            params: { path: { id: data.id } },
            body: { direction: 'outbound', text: label },
          })
          if (reply.data) ledger.replies.set(reply.data.id, world.fault)
        }
      }
    } catch {
      // The server is gone.
    }
    await sleep(BREATH)
  }
}
