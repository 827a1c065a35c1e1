import { sql } from 'kysely'
import pg from 'pg'
import type { Logger } from 'pino'
import type { Clock } from '../../clock.ts'
import type { Db } from '../store.ts'

/** The channel of LISTEN and NOTIFY; all who share a database share it. */
const CHANNEL = 'conversation_contracts_edition'
/** Until a connection that was lost is made anew, in milliseconds. */
const AGAIN = 1_000

/** What is announced in a transaction is told when that commits, and never when it is rolled back. */
export async function announce(db: Db): Promise<void> {
  await sql`select pg_notify(${CHANNEL}, '')`.execute(db)
}

export interface Editions {
  /** Is another one after each announcement, and after a time in which one could have been missed. */
  current(): number
  /** Something was announced here. */
  next(): void
  stop(): Promise<void>
}

/** Listens to what other processes announce, on a connection of its own that is made anew whenever it is lost. */
export function createEditions(url: string, clock: Clock, logger: Logger): Editions {
  let edition = 0
  let isStopped = false
  let cancel = () => {}
  let client: pg.Client | undefined

  async function listen(): Promise<void> {
    const own = new pg.Client({
      connectionString: url,
      application_name: 'conversation-contracts',
      keepAlive: true,
    })
    client = own
    let isLost = false
    const again = (error?: unknown) => {
      if (isLost || isStopped) return
      isLost = true
      if (error) logger.warn({ err: error }, 'changes by other servers are seen a second late for now')
      own.end().catch(() => {})
      cancel = clock.after(AGAIN, listen)
    }
    own.on('error', again)
    own.on('end', () => again())
    own.on('notification', () => edition++)
    try {
      await own.connect()
      await own.query(`listen ${CHANNEL}`)
      edition++
    } catch (error) {
      again(error)
    }
  }

  const begun = listen()
  return {
    current: () => edition,
    next: () => void edition++,
    async stop() {
      isStopped = true
      cancel()
      await begun
      await client?.end().catch(() => {})
    },
  }
}
