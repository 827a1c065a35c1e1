import { chmodSync, closeSync, existsSync, mkdirSync, openSync } from 'node:fs'
import { open } from 'node:fs/promises'
import { dirname } from 'node:path'
import SqliteDatabase from 'better-sqlite3'
import { Kysely, SqliteDialect } from 'kysely'
import { type Clock, systemClock } from '../../clock.ts'
import { StartError } from '../../errors/start-error.ts'
import { guarded } from '../guard.ts'
import type { Store } from '../store.ts'
import type { Database } from '../tables/index.ts'
import { createCheckpointer } from './checkpoint.ts'
import { isUnavailable, isViolationOf } from './errors.ts'
import { createGroupCommit } from './group-commit.ts'
import { migrateSqlite } from './migrations.ts'
import { openReader, type Reader } from './reader.ts'
import { sqliteSearch } from './search.ts'
import { withStatementCache } from './statement-cache.ts'

/** How long a start waits for another process to let go of the file, in milliseconds. */
const START_PATIENCE = 2_000

/** A store of this engine, which can be copied. */
export interface SqliteStore extends Store {
  /** The whole database, for `openSqlite`. */
  copy(): Promise<Buffer>
  /** The same into a file that is there, page by page while others are served; of a file. */
  copyTo?(target: string): Promise<void>
}

/**
 * Opens the embedded engine: one connection, every commit on the disk before it is answered.
 *
 * @param path file path, its folder is made; or `:memory:`; or a copy of a database in memory, to be one in memory
 * @param told of each commit: how many writers shared it, and how many seconds it took
 * @throws StartError with the reason
 */
export async function openSqlite(
  path: string | Buffer,
  clock: Clock,
  told: (writers: number, seconds: number) => void = () => {},
): Promise<SqliteStore> {
  const connection = openFile(path)
  const db = new Kysely<Database>({
    dialect: new SqliteDialect({ database: withStatementCache(connection) }),
  })
  if (typeof path === 'string') await migrate(connection, db, path)
  // Waiting for a lock inside SQLite would hold up every request; from here on group-commit.ts waits outside.
  connection.pragma('busy_timeout = 0')
  // A database in memory has one connection, and no WAL.
  const isFile = typeof path === 'string' && path !== ':memory:'
  const reader: Reader = isFile ? openReader(path, clock) : { db, begin() {}, refresh() {}, async close() {} }
  const checkpointer = isFile ? createCheckpointer(path, connection) : undefined
  const wal = isFile ? await open(`${path}-wal`, 'r+') : undefined
  const changes = connection.prepare<[], number>('SELECT total_changes()').pluck()
  let [changed, commits] = [changes.get(), 0]
  // Tells of what other connections commit (sqlite.org/pragma.html#pragma_data_version).
  const version = connection.prepare<[], number>('PRAGMA data_version').pluck()
  let [seen, edition, lookedAt] = [version.get(), 0, 0]
  const { write, idle } = createGroupCommit(db, connection, clock, {
    // When it fails, so does the commit, which says it.
    flush: async () => wal?.datasync().catch(() => {}),
    committed(writers, seconds) {
      told(writers, seconds)
      const before = changed
      changed = changes.get()
      if (changed !== before) commits++
      reader.refresh()
      checkpointer?.look()
    },
    announced: () => void edition++,
  })
  return {
    read: work =>
      guarded(isUnavailable, () => {
        reader.begin()
        return work(reader.db)
      }),
    write: work => guarded(isUnavailable, () => write(work)),
    append: work => guarded(isUnavailable, () => write(work)),
    isViolationOf,
    search: sqliteSearch,
    moment: async () => clock.now(),
    edition() {
      // A look takes as long as some lookups do: one in a millisecond is enough.
      const now = systemClock.now()
      if (now === lookedAt) return edition
      lookedAt = now
      const before = seen
      seen = version.get()
      if (seen !== before) {
        edition++
        reader.refresh()
      }
      return edition
    },
    mark: async () => `${commits} ${version.get()}`,
    async copy() {
      await idle()
      return connection.serialize()
    },
    ...(isFile
      ? {
          async copyTo(target) {
            await idle()
            const own = new SqliteDatabase(path, { readonly: true })
            try {
              // What is written from here on is not in the copy, and does not make it begin anew.
              own.exec('BEGIN; SELECT 1 FROM sqlite_schema')
              await own.backup(target)
            } finally {
              own.close()
            }
          },
        }
      : {}),
    async close() {
      await idle()
      await Promise.all([reader.close(), checkpointer?.close(), wal?.close()])
      await db.destroy()
    },
  }
}

async function migrate(
  connection: SqliteDatabase.Database,
  db: Kysely<Database>,
  path: string,
): Promise<void> {
  try {
    await migrateSqlite(connection, db)
  } catch (error) {
    await db.destroy()
    throw new StartError(`DATABASE_URL: cannot bring ${path} up to date: ${reason(error)}`)
  }
}

/** The file holds mail and the secrets of webhooks: it is its owner's alone, and SQLite makes `-wal` and `-shm` like it. */
export function makePrivate(path: string): void {
  mkdirSync(dirname(path), { recursive: true, mode: 0o700 })
  closeSync(openSync(path, 'a', 0o600))
  for (const file of [path, `${path}-wal`, `${path}-shm`]) if (existsSync(file)) chmodSync(file, 0o600)
}

function openFile(path: string | Buffer): SqliteDatabase.Database {
  try {
    if (typeof path === 'string' && path !== ':memory:') makePrivate(path)
    const connection = new SqliteDatabase(path, { timeout: START_PATIENCE })
    connection.pragma('journal_mode = WAL')
    // NORMAL could lose the last acknowledged writes when the power fails.
    connection.pragma('synchronous = FULL')
    connection.pragma('foreign_keys = ON')
    // The journal of a savepoint would go through a temporary file; it is of no use after a crash.
    connection.pragma('temp_store = MEMORY')
    // The system has the pages in its cache anyway, and each commit looks through all of them here.
    connection.pragma('cache_size = -4096')
    // checkpoint.ts does them; a WAL of 64 MiB is the bound.
    connection.pragma('wal_autocheckpoint = 16384')
    // Shows at once what would otherwise fail at the first request: a read-only file, a full disk.
    connection.exec('BEGIN IMMEDIATE; COMMIT')
    return connection
  } catch (error) {
    throw new StartError(`DATABASE_URL: cannot open ${path}: ${reason(error)}`)
  }
}

const reason = (error: unknown): string => (error instanceof Error ? error.message : String(error))
