import { mkdirSync } from 'node:fs'
import { dirname } from 'node:path'
import SqliteDatabase from 'better-sqlite3'
import { Kysely, SqliteDialect, sql } from 'kysely'
import { Migrator } from 'kysely/migration'
import { Refusal } from '../../refusal.ts'
import { StartError } from '../../start-error.ts'
import { migrations } from '../migrations/index.ts'
import type { Db, Store, Tx } from '../store.ts'
import type { Database } from '../tables/index.ts'
import { sqliteColumnTypes } from './column-types.ts'
import { isUnavailable, isViolationOf } from './errors.ts'

/**
 * Opens the embedded engine: one connection, every commit on the disk before it is answered.
 *
 * @param path file path, its folder is made; or `:memory:`
 * @throws StartError with the reason
 */
export async function openSqlite(path: string): Promise<Store> {
  const db = new Kysely<Database>({ dialect: new SqliteDialect({ database: openFile(path) }) })
  const { error } = await new Migrator({
    db,
    provider: { getMigrations: async () => migrations(sqliteColumnTypes) },
  }).migrateToLatest()
  if (error) {
    await db.destroy()
    throw new StartError(`DATABASE_URL: cannot bring ${path} up to date: ${reason(error)}`)
  }
  return sqliteStore(db)
}

function openFile(path: string): SqliteDatabase.Database {
  try {
    if (path !== ':memory:') mkdirSync(dirname(path), { recursive: true })
    const file = new SqliteDatabase(path)
    file.pragma('busy_timeout = 5000')
    file.pragma('journal_mode = WAL')
    // NORMAL could lose the last acknowledged writes when the power fails.
    file.pragma('synchronous = FULL')
    file.pragma('foreign_keys = ON')
    // Shows at once what would otherwise fail at the first request: a read-only file, a full disk.
    file.exec('BEGIN IMMEDIATE; COMMIT')
    return file
  } catch (error) {
    throw new StartError(`DATABASE_URL: cannot open ${path}: ${reason(error)}`)
  }
}

function sqliteStore(db: Db): Store {
  return {
    read: work => guarded(() => work(db)),
    write: work =>
      guarded(() =>
        db.connection().execute(async connection => {
          const effects: (() => void)[] = []
          const tx: Tx = { db: connection, afterCommit: effect => effects.push(effect) }
          // IMMEDIATE takes the write lock first, so that no statement in the middle finds it taken.
          await sql`begin immediate`.execute(connection)
          let result: Awaited<ReturnType<typeof work>>
          try {
            result = await work(tx)
            await sql`commit`.execute(connection)
          } catch (error) {
            await sql`rollback`.execute(connection).catch(() => {
              // SQLite rolls back by itself when the disk fails; the first error is the one to tell.
            })
            throw error
          }
          for (const effect of effects) effect()
          return result
        }),
      ),
    isViolationOf,
    close: () => db.destroy(),
  }
}

async function guarded<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work()
  } catch (error) {
    if (!isUnavailable(error)) throw error
    throw new Refusal('unavailable', 'The server is not available for now. Try again later.', {
      cause: error,
    })
  }
}

const reason = (error: unknown): string => (error instanceof Error ? error.message : String(error))
