import { Kysely, PostgresDialect, sql } from 'kysely'
import type pg from 'pg'
import type { Logger } from 'pino'
import { StartError } from '../../errors/start-error.ts'
import { runDirectly } from '../direct.ts'
import { guarded } from '../guard.ts'
import { bringUpToDate } from '../migrate.ts'
import type { Db, Store, Tx } from '../store.ts'
import type { Database } from '../tables/index.ts'
import { createDirect } from './direct.ts'
import { isConflict, isUnavailable, isViolationOf } from './errors.ts'
import { postgresMigrations } from './migrations.ts'
import { createPool } from './pool.ts'
import { postgresSearch } from './search.ts'

/** How often a transaction that lost against another one is run. */
const ATTEMPTS = 5

export interface PostgresOptions {
  /** The most connections that this process opens. */
  poolSize: number
  logger: Logger
  /** What else is to be brought up to date; other servers may do the same at the same time. */
  setUp(pool: pg.Pool): Promise<void>
}

/**
 * Opens a PostgreSQL database, which any number of servers may share, and brings its schema up to date.
 *
 * @throws StartError with the reason, and without the password
 */
export async function openPostgres(
  url: string,
  options: PostgresOptions,
): Promise<{ store: Store; pool: pg.Pool }> {
  try {
    await setUpDatabase(url, options)
  } catch (error) {
    throw new StartError(`DATABASE_URL: cannot use ${withoutSecrets(url)}: ${reason(error)}`)
  }
  const pool = createPool(url, options.poolSize, options.logger)
  return {
    store: postgresStore(pool),
    pool,
  }
}

/** A number of ours among the advisory locks of a database. */
const SETTING_UP = 0x636f6e76

/** Servers that start at once do so one after the other: graphile-worker does not wait where nothing is there yet. */
async function setUpDatabase(url: string, { logger, setUp }: PostgresOptions): Promise<void> {
  const pool = createPool(url, 2, logger, true)
  const lock = await pool.connect().catch(async error => {
    await pool.end()
    throw error
  })
  try {
    await lock.query('select pg_advisory_lock($1)', [SETTING_UP])
    await bringUpToDate(new Kysely<Database>({ dialect: new PostgresDialect({ pool }) }), postgresMigrations)
    await setUp(pool)
  } finally {
    // With its connection.
    lock.release(true)
    await pool.end()
  }
}

function postgresStore(pool: pg.Pool): Store {
  const db = new Kysely<Database>({ dialect: new PostgresDialect({ pool }) })
  runDirectly(db, createDirect(pool))
  return {
    read: work => guarded(isUnavailable, () => work(db)),
    async write(work) {
      const { result, effects } = await guarded(isUnavailable, () => transaction(pool, work))
      for (const effect of effects) effect()
      return result
    },
    isViolationOf,
    search: postgresSearch,
    // Who writes gets a number, and is in this text while it does.
    async mark() {
      const { rows } = await sql<{ mark: string }>`select pg_current_snapshot()::text as mark`.execute(db)
      return rows[0]?.mark ?? ''
    },
    async moment() {
      const { rows } = await guarded(isUnavailable, () =>
        sql<{ moment: number }>`
          select floor(extract(epoch from clock_timestamp()) * 1000)::bigint as moment`.execute(db),
      )
      return rows[0]?.moment ?? Number.NaN
    },
    close: () => db.destroy(),
  }
}

/**
 * Read committed is enough: what two requests could break together is held by unique indexes and foreign keys, and
 * an upsert waits for the other one. It fails for being concurrent in a deadlock alone, and is then run again:
 * `work` touches nothing but the database. A COMMIT whose answer is lost is not repeated.
 */
async function transaction<T>(pool: pg.Pool, work: (tx: Tx) => Promise<T>) {
  for (let attempt = 1; ; attempt++) {
    try {
      return await once(pool, work)
    } catch (error) {
      if (!isConflict(error) || attempt === ATTEMPTS) throw error
    }
  }
}

async function once<T>(pool: pg.Pool, work: (tx: Tx) => Promise<T>) {
  const client = await pool.connect()
  const effects: (() => void)[] = []
  try {
    // Not awaited: it goes out with what comes first, and what fails with it fails as well.
    const begun = client.query('begin isolation level read committed')
    begun.catch(() => {})
    const result = await work({ db: dbOf(client), afterCommit: effect => effects.push(effect) })
    await client.query('commit')
    client.release()
    return { result, effects }
  } catch (error) {
    // A connection that cannot be rolled back is in no known state.
    await client.query('rollback').then(
      () => client.release(),
      failed => client.release(failed),
    )
    throw error
  }
}

const dbs = new WeakMap<pg.PoolClient, Db>()

/** Queries on this connection alone. */
function dbOf(client: pg.PoolClient): Db {
  let db = dbs.get(client)
  if (!db) {
    const pool = {
      options: {},
      connect: async () => ({ query: client.query.bind(client), release() {} }) as unknown as pg.PoolClient, // all that Kysely calls
      async end() {},
    }
    db = new Kysely<Database>({ dialect: new PostgresDialect({ pool }) })
    runDirectly(db, createDirect(client))
    dbs.set(client, db)
  }
  return db
}

/** The URL as far as it may be shown: a password can stand before the `@`, and in the query. */
export function withoutSecrets(url: string): string {
  if (!URL.canParse(url)) return 'a URL that is none'
  const { protocol, host, pathname } = new URL(url)
  return `${protocol}//${host}${pathname}`
}

function reason(error: unknown): string {
  // Node.js tries every address of a host name and tells what came of each.
  if (error instanceof AggregateError && error.errors.length > 0) return reason(error.errors[0])
  return (error instanceof Error ? error.message : String(error)).replaceAll(/\s+/g, ' ')
}
