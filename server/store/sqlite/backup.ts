import { closeSync, existsSync, fsyncSync, openSync, renameSync, rmSync, statSync } from 'node:fs'
import { dirname } from 'node:path'
import SqliteDatabase from 'better-sqlite3'
import { StartError } from '../../errors/start-error.ts'
import { otherVersion, requireEmpty } from '../whole.ts'
import { isBusy } from './errors.ts'
import { sqliteMigrations } from './migrations.ts'
import { makePrivate } from './open.ts'
import { faultsOf } from './whole.ts'

/** Pages in one go; in between, a server on the same machine has the disk. */
const PAGES = 500

/** How many rows each table has. */
export type Counts = Record<string, number>

/**
 * Copies a file of SQLite as it is at this moment, while others write to it, into one file without a journal; the copy
 * is checked, and takes its place when it is whole. It is its owner's alone.
 *
 * @param tell is told how many pages are done, and of how many
 * @throws StartError with the reason
 */
export async function backUpSqlite(
  path: string,
  file: string,
  tell: (done: number, of: number) => void,
): Promise<Counts> {
  return await writeBeside(file, async partial => {
    const source = openSource(path)
    try {
      // What is written from here on is not in the copy, and does not make it begin anew.
      source.exec('BEGIN; SELECT 1 FROM sqlite_schema')
      const counts = countsOf(source)
      await source.backup(partial, {
        progress({ totalPages, remainingPages }) {
          tell(totalPages - remainingPages, totalPages)
          return PAGES
        },
      })
      checkCopy(partial, counts)
      return counts
    } finally {
      source.close()
    }
  })
}

/**
 * Has a file written beside its place, and puts it there once that has ended.
 *
 * @param write is given the path to write to
 */
export async function writeBeside<T>(file: string, write: (partial: string) => Promise<T>): Promise<T> {
  const partial = `${file}.partial`
  const remove = () => {
    for (const end of ['', '-wal', '-shm', '-journal']) rmSync(`${partial}${end}`, { force: true })
  }
  remove()
  try {
    makePrivate(partial)
    const result = await write(partial)
    sync(partial)
    renameSync(partial, file)
    sync(dirname(file))
    return result
  } catch (error) {
    if (error instanceof StartError) throw error
    throw new StartError(`${file} cannot be written: ${error instanceof Error ? error.message : error}`)
  } finally {
    remove()
  }
}

/**
 * Makes a database one file, and looks whether it is sound.
 *
 * @param counts what it is to have; undefined for whatever it has
 * @throws StartError when it is not
 */
export function checkCopy(file: string, counts?: Counts): Counts {
  const copy = new SqliteDatabase(file)
  try {
    copy.pragma('journal_mode = DELETE')
    const found = countsOf(copy)
    const wrong = faultsOf(copy)
    for (const [table, count] of Object.entries(counts ?? {}))
      if (found[table] !== count) wrong.push(`${table} has ${found[table] ?? 0} rows of ${count}`)
    if (wrong.length > 0) throw new StartError(`${file} is not sound:\n  ${wrong.join('\n  ')}`)
    return found
  } finally {
    copy.close()
  }
}

/**
 * Puts a copy of a backup where a server looks for its database.
 *
 * @throws StartError when something is there that holds anything, or that another process has open
 */
export async function restoreSqlite(
  file: string,
  path: string,
  tell: (done: number, of: number) => void,
): Promise<Counts> {
  requireKnown(file)
  requireNothing(path)
  // The journal of what was there is not that of the copy.
  for (const end of ['-wal', '-shm']) rmSync(`${path}${end}`, { force: true })
  return await backUpSqlite(file, path, tell)
}

/** Writes the file anew without what is free in it; in bytes. @throws StartError while another process has it open */
export function shrinkSqlite(path: string): { before: number; after: number } {
  const before = statSync(path).size
  alone(path, connection => {
    connection.exec('COMMIT; VACUUM')
    connection.pragma('wal_checkpoint(TRUNCATE)')
  })
  return { before, after: statSync(path).size }
}

/** An older version's is brought up to date by the server that takes it. */
function requireKnown(file: string): void {
  const source = openSource(file)
  try {
    const hasMigrations = source.prepare(`select 1 from sqlite_schema where name = 'kysely_migration'`).get()
    const done = hasMigrations
      ? source.prepare<[], string>('select name from kysely_migration').pluck().all()
      : []
    const other = otherVersion(done, Object.keys(sqliteMigrations), 'or older')
    if (other) throw new StartError(`${file}: ${other}`)
  } finally {
    source.close()
  }
}

/** One whose tables have no rows is as good as none. */
function requireNothing(path: string): void {
  if (!existsSync(path)) return
  const counts = alone(path, countsOf)
  requireEmpty(
    path,
    Object.entries(counts).flatMap(([name, count]) => (count > 0 ? [name] : [])),
  )
}

/** @throws StartError while another process has the file open */
function alone<T>(path: string, work: (connection: SqliteDatabase.Database) => T): T {
  const connection = new SqliteDatabase(path, { timeout: 0 })
  try {
    // Whoever has the file open holds a lock on it, also while it writes nothing.
    connection.pragma('locking_mode = EXCLUSIVE')
    connection.exec('BEGIN EXCLUSIVE')
    return work(connection)
  } catch (error) {
    if (!isBusy(error)) throw error
    throw new StartError(`${path}: another process has it open, such as a server; stop that first.`)
  } finally {
    connection.close()
  }
}

function openSource(path: string): SqliteDatabase.Database {
  try {
    const source = new SqliteDatabase(path, { readonly: true, fileMustExist: true })
    source.pragma('schema_version')
    return source
  } catch (error) {
    throw new StartError(`${path}: ${error instanceof Error ? error.message : error}`)
  }
}

/** Of each table but those that tell of the schema itself, and the parts of the index of words. */
function countsOf(connection: SqliteDatabase.Database): Counts {
  const names = connection
    .prepare<[], string>(
      `select name from pragma_table_list where schema = 'main' and type = 'table'
        and name not glob 'sqlite_*' and name not glob 'kysely_*' order by name`,
    )
    .pluck()
    .all()
  return Object.fromEntries(
    names.map(name => [
      name,
      connection.prepare<[], number>(`select count(*) from "${name}"`).pluck().get() ?? 0,
    ]),
  )
}

function sync(path: string): void {
  const file = openSync(path, 'r')
  try {
    fsyncSync(file)
  } finally {
    closeSync(file)
  }
}
