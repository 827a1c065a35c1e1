import { Kysely, PostgresDialect, sql } from 'kysely'
import type pg from 'pg'
import type { Logger } from 'pino'
import type { Clock } from '../../clock.ts'
import { StartError } from '../../errors/start-error.ts'
import { runDirectly } from '../direct.ts'
import { guarded } from '../guard.ts'
import { bringUpToDate } from '../migrate.ts'
import type { Store } from '../store.ts'
import type { Database } from '../tables/index.ts'
import { createEditions, type Editions } from './editions.ts'
import { isUnavailable, isViolationOf } from './errors.ts'
import { postgresMigrations } from './migrations.ts'
import { postgresPlaces } from './places.ts'
import { createPool } from './pool.ts'
import { createReads } from './reads.ts'
import { postgresSearch } from './search.ts'
import { createWriters } from './writers.ts'

export interface PostgresOptions {
  /** The most connections that this process opens. */
  poolSize: number
  logger: Logger
  /** That of the machine. */
  clock: Clock
  /** Told of each commit: how many writers shared it, and how many seconds it took, a connection waited for included. */
  committed?: ((writers: number, seconds: number) => void) | undefined
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
  const editions = createEditions(url, options.clock, options.logger)
  return {
    store: postgresStore(pool, editions, options.committed ?? (() => {})),
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

function postgresStore(
  pool: pg.Pool,
  editions: Editions,
  committed: (writers: number, seconds: number) => void,
): Store {
  const db = new Kysely<Database>({ dialect: new PostgresDialect({ pool }) })
  runDirectly(db, createReads(pool, db))
  const { write, append } = createWriters(pool, db, { committed, announced: editions.next })
  const read: Store['read'] = work => guarded(isUnavailable, () => work(db))
  return {
    read,
    write: work => guarded(isUnavailable, () => write(work)),
    append: work => guarded(isUnavailable, () => append(work)),
    isViolationOf,
    search: postgresSearch,
    places: postgresPlaces(read),
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
    edition: editions.current,
    async close() {
      await editions.stop()
      await db.destroy()
    },
  }
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
