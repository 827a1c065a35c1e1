/** Servers on one database, with those they talk to. */
import { once } from 'node:events'
import { rmSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { asAdmin } from '../test/support/postgres.ts'
import { type PostgresServer, startPostgres } from '../test/support/postgres-server.ts'
import {
  runServer,
  type ServerProcess,
  startServerProcess,
  temporaryFolder,
} from '../test/support/process.ts'
import { clientsOf } from '../test/support/server.ts'
import { createLedger, type Ledger } from './ledger.ts'
import { createOrders, type Orders, type Point } from './orders.ts'
import { type Others, startOthers } from './others.ts'

export type Engine = 'sqlite' | 'postgres'

/** Until a server is killed at a point that it passes all the time, or answers again, in milliseconds. */
const PATIENCE = 60_000

export interface World {
  engine: Engine
  ledger: Ledger
  others: Others
  /** For what a fault needs. */
  folder: string
  /** The file of SQLite; of PostgreSQL undefined. */
  file: string | undefined
  postgres: PostgresServer | undefined
  servers: ServerProcess[]
  databaseUrl: string
  /** What is told of in the ledger beside what is acknowledged. */
  fault: string
  /** Gives an order to all servers, or to the one of that number. */
  order(order: Partial<Orders>, one?: number): void
  /** Kills all servers, or the one of that number. */
  kill(one?: number): Promise<void>
  /** How far the clock of each server is ahead, in milliseconds. */
  aheads(): number[]
  /** Has a server kill itself at a point, once it has passed it so often; without a number whichever comes there first. */
  killAt(point: Point, after: number, one?: number): Promise<void>
  /** Has a server killed at its start on a database, there and so many statements into its migration. */
  killInMigration(databaseUrl: string, after: number): Promise<void>
  /** Starts those that are not there, and waits until all answer. */
  recover(): Promise<void>
  /** Begins a start, and kills it after so many milliseconds; undefined waits for its end. @returns its exit code */
  breakStart(milliseconds?: number): Promise<number | null>
  /** Notes that nothing could be noted while this went on. */
  interrupted(work: () => Promise<void>): Promise<void>
  /**
   * Makes due what waits because a clock was ahead: sets those of the servers an hour ahead, and on PostgreSQL brings forward
   * the mails of requests that were under way when one was set back.
   */
  makeDue(): Promise<void>
  stop(): Promise<void>
}

const HOUR = 3_600_000

const MAILS_NOW = `select graphile_worker.reschedule_jobs(array_agg(id), run_at => now()) from graphile_worker.jobs
  where task_identifier = 'sendMail' and run_at between now() and now() + interval '2 hours'`

export async function startWorld(engine: Engine): Promise<World> {
  const others = await startOthers()
  const folder = temporaryFolder()
  const postgres = engine === 'postgres' ? await startPostgres() : undefined
  const file = postgres ? undefined : join(folder, 'torture.db')
  const databaseUrl = postgres?.url ?? `sqlite:${file}`
  const count = engine === 'postgres' ? 3 : 1
  const orders = Array.from({ length: count }, (_, one) => createOrders(join(folder, `orders-${one}.json`)))
  const env = (one: number) => ({
    DATABASE_URL: databaseUrl,
    SMTP_URL: others.smtpUrl,
    SMTP_RETRY_AFTER: '1',
    LOG_LEVEL: 'silent',
    ...orders[one]?.env,
  })
  const gone = new Set<ServerProcess>()
  const world: World = {
    ...{ engine, ledger: createLedger(), others, folder, file, postgres, databaseUrl },
    servers: await Promise.all(orders.map((_, one) => startServerProcess(env(one)))),
    fault: 'none',
    order(order, one) {
      for (const [number, { child }] of world.servers.entries()) {
        if (one !== undefined && one !== number) continue
        orders[number]?.give(order)
        child.kill('SIGUSR2')
      }
    },
    kill: one =>
      world.interrupted(async () => {
        const victims = one === undefined ? world.servers : world.servers.slice(one, one + 1)
        for (const victim of victims) gone.add(victim)
        await Promise.all(victims.map(victim => victim.kill('SIGKILL')))
      }),
    aheads: () => orders.map(({ ahead }) => ahead),
    async killAt(point, after, one) {
      const signal = AbortSignal.timeout(PATIENCE)
      const waiting = world.servers
        .filter((_, number) => one === undefined || one === number)
        .map(async server => {
          await once(server.child, 'exit', { signal })
          gone.add(server)
        })
      await world.interrupted(async () => {
        world.order({ kill: { at: point, after } }, one)
        await Promise.any(waiting).catch(() => {
          throw new Error(`No server came ${point} in time.`)
        })
        world.order({})
      })
    },
    async killInMigration(url, after) {
      const own = createOrders(join(folder, 'orders-migration.json'))
      own.give({ kill: { at: 'in a migration', after } })
      const { exited } = runServer({ PORT: '0', MOCK_PORT: '0', ...env(0), ...own.env, DATABASE_URL: url })
      await exited
    },
    async recover() {
      world.servers = await Promise.all(
        world.servers.map((server, one) => (gone.has(server) ? startServerProcess(env(one)) : server)),
      )
      for (const server of world.servers) await ready(server)
    },
    async breakStart(milliseconds) {
      const { child, exited } = runServer({ PORT: '0', MOCK_PORT: '0', ...env(0) })
      if (milliseconds !== undefined) {
        await sleep(milliseconds)
        child.kill('SIGKILL')
      }
      return await exited
    },
    async interrupted(work) {
      const from = Date.now()
      await work()
      world.ledger.interruptions.push({ from, to: Date.now() })
    },
    async makeDue() {
      for (const [one, { ahead }] of orders.entries()) world.order({ ahead: ahead + HOUR }, one)
      if (postgres) await asAdmin(databaseUrl, MAILS_NOW)
    },
    async stop() {
      await world.kill()
      await others.stop()
      await postgres?.remove()
      rmSync(folder, { recursive: true, force: true })
    },
  }
  await subscribe(world)
  return world
}

async function subscribe({ servers: [server], others }: World): Promise<void> {
  const { response } = await clientsOf(server?.url ?? '').atender.POST('/v1/webhooks', {
    body: { name: 'Torture', url: others.hookUrl, events: ['conversation.created', 'message.sent'] },
  })
  if (response.status !== 201) throw new Error(`The subscription was answered ${response.status}.`)
}

async function ready({ url, child }: ServerProcess): Promise<void> {
  let answer = ''
  for (const deadline = Date.now() + PATIENCE; Date.now() < deadline; ) {
    const response = await fetch(`${url}/readyz`).catch(String)
    if (typeof response === 'string') answer = response
    else if (response.ok) return
    else answer = await response.text()
    await sleep(100)
  }
  throw new Error(
    `A server did not recover within a minute: ${answer}; exit code ${child.exitCode}, signal ${child.signalCode}.`,
  )
}
