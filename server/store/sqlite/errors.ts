import { SqliteError } from 'better-sqlite3'
import { type UniqueIndex, uniqueIndexes } from '../tables/index.ts'

/** Whether `error` is SQLite's violation of that index; it names the columns, not the index. */
export function isViolationOf(error: unknown, index: UniqueIndex): boolean {
  return (
    error instanceof SqliteError &&
    error.code === 'SQLITE_CONSTRAINT_UNIQUE' &&
    error.message.endsWith(`: ${uniqueIndexes[index].join(', ')}`)
  )
}

/** Result codes (sqlite.org/rescode.html) of a database that cannot serve for now, though the request is right. */
const unavailable = /^SQLITE_(BUSY|LOCKED|READONLY|IOERR|FULL|CANTOPEN|CORRUPT|NOTADB|NOMEM|PERM|AUTH)/

/** Whether another process holds the lock that was asked for. */
export const isBusy = (error: unknown): boolean =>
  error instanceof SqliteError && error.code.startsWith('SQLITE_BUSY')

export const isUnavailable = (error: unknown): boolean =>
  error instanceof SqliteError && unavailable.test(error.code)
