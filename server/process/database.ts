import type { Logger } from 'pino'
import type { Clock } from '../clock.ts'
import { StartError } from '../errors/start-error.ts'
import type { Ids } from '../ids.ts'
import type { Jobs } from '../jobs/jobs.ts'
import type { JobRows } from '../jobs/rows.ts'
import { observed } from '../store/observed.ts'
import type { Store } from '../store/store.ts'
import type { Whole, WholeMode } from '../store/whole.ts'
import type { Metrics, Sources } from '../telemetry/metrics.ts'
import { observeJobs } from './observe.ts'

/** One database with its two ports: what is stored, and what happens later. */
export interface Database {
  store: Store
  jobs: Jobs
  /** All that is stored, to be opened again as `copy`; of the embedded engine. */
  copy?: () => Promise<Buffer>
  /** The same into a file that is there; of a database that is one itself. */
  copyTo?: (path: string) => Promise<void>
  /** To a database on the network. */
  connections?: Sources['connections']
}

interface DatabaseContext {
  clock: Clock
  /** That of the machine, where `clock` is another. */
  realClock?: Clock
  ids: Ids
  logger: Logger
  /** The most connections to a database on the network. */
  poolSize: number
  /** Is told of each commit of this process, which may have changed nothing. */
  wrote?: (() => void) | undefined
  metrics?: Pick<Metrics, 'committed'> | undefined
}

/** Opens a copy of an embedded database, in memory; what was written to it is gone with it. */
export const openCopy = (copy: Buffer, context: DatabaseContext): Promise<Database> =>
  openSqlite(copy, { ...context, together: 0, isAlone: true })

/**
 * Opens the database that the URL names and brings its schema up to date. Only that engine is loaded.
 *
 * @param url `sqlite:PATH`, `sqlite::memory:` or `postgres://…`
 * @throws StartError when the URL is none of these, or the database cannot be opened or written to
 */
export async function openDatabase(url: string, context: DatabaseContext): Promise<Database> {
  const { path } = engineOf(url)
  return path === undefined ? await openPostgres(url, context) : await openSqlite(path, context)
}

/**
 * @returns the path of a file of SQLite; undefined for PostgreSQL
 * @throws StartError when the URL is neither's
 */
export function engineOf(url: string): { path: string | undefined } {
  if (url.startsWith('sqlite:') && url.length > 'sqlite:'.length) return { path: url.slice('sqlite:'.length) }
  if (/^postgres(ql)?:\/\//.test(url)) return { path: undefined }
  throw new StartError(
    `DATABASE_URL must be sqlite:PATH, sqlite::memory: or postgres://…, not ${JSON.stringify(url.replace(/^([a-z]{1,20}:\/\/)?.*@/is, '$1…@').replace(/\?.*/s, '?…'))}`,
  )
}

/** A database as a whole, with its jobs. */
export interface WholeDatabase extends Whole {
  jobs: JobRows
}

/**
 * Opens the database that the URL names as a whole, for what copies or checks it.
 *
 * @throws StartError with the reason
 */
export async function openWhole(url: string, mode: WholeMode, logger: Logger): Promise<WholeDatabase> {
  const { path } = engineOf(url)
  if (path === ':memory:') throw new StartError('sqlite::memory: is gone with its server; name a file.')
  if (path !== undefined) {
    const [{ openWholeSqlite }, { sqliteJobRows }] = await Promise.all([
      import('../store/sqlite/whole.ts'),
      import('../jobs/sqlite/rows.ts'),
    ])
    return { ...(await openWholeSqlite(path, mode)), jobs: sqliteJobRows }
  }
  const [{ openWholePostgres }, { postgresJobRows }, { setUpJobs }, { LEASE }] = await Promise.all([
    import('../store/postgres/whole.ts'),
    import('../jobs/postgres/rows.ts'),
    import('../jobs/postgres/jobs.ts'),
    import('../jobs/postgres/lease.ts'),
  ])
  const setUp = (pool: Parameters<typeof setUpJobs>[0]) => setUpJobs(pool, logger)
  return { ...(await openWholePostgres(url, mode, { logger, lease: LEASE, setUp })), jobs: postgresJobRows }
}

/** What writes and reads backups, which are files of SQLite whatever the database is. */
export const loadBackups = () => import('../store/sqlite/backup.ts')

async function openSqlite(
  path: string | Buffer,
  context: DatabaseContext & { together?: number; isAlone?: boolean },
): Promise<Database> {
  const [{ openSqlite }, { createSqliteJobs }] = await Promise.all([
    import('../store/sqlite/open.ts'),
    import('../jobs/sqlite/jobs.ts'),
  ])
  const { copy, copyTo, ...opened } = await openSqlite(path, context.clock, context.metrics?.committed)
  const store = watched(opened, context)
  const jobs = observeJobs(createSqliteJobs({ ...context, store }))
  return { store, jobs, copy, ...(copyTo ? { copyTo } : {}) }
}

async function openPostgres(url: string, context: DatabaseContext): Promise<Database> {
  const [{ openPostgres }, { createPostgresJobs, setUpJobs }] = await Promise.all([
    import('../store/postgres/open.ts'),
    import('../jobs/postgres/jobs.ts'),
  ])
  const { store: opened, pool } = await openPostgres(url, {
    ...context,
    clock: context.realClock ?? context.clock,
    committed: context.metrics?.committed,
    setUp: pool => setUpJobs(pool, context.logger),
  })
  const store = watched(opened, context)
  return {
    store,
    jobs: observeJobs(createPostgresJobs({ realClock: context.clock, ...context, store, pool })),
    connections: () => ({
      busy: pool.totalCount - pool.idleCount,
      idle: pool.idleCount,
      waiting: pool.waitingCount,
    }),
  }
}

const watched = (store: Store, { wrote }: DatabaseContext): Store =>
  wrote === undefined ? store : observed(store, wrote)
