import { setTimeout as sleep } from 'node:timers/promises'
import { Kysely, PostgresDialect } from 'kysely'
import type pg from 'pg'
import { type Direct, runDirectly } from '../direct.ts'
import type { Db, Tx } from '../store.ts'
import type { Database } from '../tables/index.ts'
import { createDirect } from './direct.ts'
import { announce } from './editions.ts'
import { isConflict } from './errors.ts'

/** How often a transaction that lost against another one is run. */
const ATTEMPTS = 5
/** Before the next attempt so many milliseconds pass for each one that failed. */
const PAUSE = 20

/**
 * Read committed is enough: what two requests could break together is held by unique indexes and foreign keys, and
 * an upsert waits for the other one. It fails for being concurrent in a deadlock alone, and is then run again:
 * `work` touches nothing but the database. A COMMIT whose answer is lost is not repeated.
 */
export async function transaction<T>(
  pool: pg.Pool,
  announced: () => void,
  work: (tx: Tx) => Promise<T>,
): Promise<{ result: T; effects: (() => void)[] }> {
  for (let attempt = 1; ; attempt++) {
    try {
      const effects: (() => void)[] = []
      const result = await within(pool, client => work(txOf(dbOf(client), effects, announced)))
      return { result, effects }
    } catch (error) {
      if (!isConflict(error) || attempt === ATTEMPTS) throw error
      // At once, both would meet again where they met: the other one comes to its end meanwhile.
      await sleep(attempt * PAUSE)
    }
  }
}

/** Runs `work` between BEGIN and COMMIT on a connection of its own; ROLLBACK when it throws. */
export async function within<T>(pool: pg.Pool, work: (client: pg.PoolClient) => Promise<T>): Promise<T> {
  const client = await pool.connect()
  try {
    // Not awaited: it goes out with what comes first, and what fails with it fails as well.
    const begun = client.query('begin isolation level read committed')
    begun.catch(() => {})
    const result = await work(client)
    await client.query('commit')
    client.release()
    return result
  } catch (error) {
    // A connection that cannot be rolled back is in no known state.
    await client.query('rollback').then(
      () => client.release(),
      failed => client.release(failed),
    )
    throw error
  }
}

/** The transaction of one writer, who is on `db`. */
export const txOf = (db: Db, effects: (() => void)[], announced: () => void): Tx => ({
  db,
  afterCommit: effect => effects.push(effect),
  async announce() {
    // The others are told by the database, a moment after the commit.
    effects.push(announced)
    await announce(db)
  },
})

const dbs = new WeakMap<pg.PoolClient, Db>()

function dbOf(client: pg.PoolClient): Db {
  const db = dbs.get(client) ?? dbOn((text, values) => client.query(text, values), createDirect(client))
  dbs.set(client, db)
  return db
}

/** Queries on one connection alone. */
export function dbOn(query: (text: string, values: unknown[]) => Promise<unknown>, direct: Direct): Db {
  const pool = {
    options: {},
    connect: async () => ({ query, release() {} }) as unknown as pg.PoolClient, // all that Kysely calls
    async end() {},
  }
  const db: Db = new Kysely<Database>({ dialect: new PostgresDialect({ pool }) })
  runDirectly(db, direct)
  return db
}
