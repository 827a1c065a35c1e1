import SqliteDatabase from 'better-sqlite3'
import { Kysely, SqliteDialect } from 'kysely'
import type { Db } from '../store.ts'
import type { Database } from '../tables/index.ts'
import { withStatementCache } from './statement-cache.ts'

export interface Reader {
  db: Db
  /** To be called before each read. */
  begin(): void
  /** Makes what was committed since visible. */
  refresh(): void
  close(): Promise<void>
}

/**
 * A connection for reading alone. Reads that arrive together share one snapshot: outside of a transaction every
 * statement takes and gives back the file's locks, which costs more than the statement itself.
 */
export function openReader(path: string): Reader {
  const connection = new SqliteDatabase(path, { readonly: true })
  const [begin, commit] = [connection.prepare('BEGIN'), connection.prepare('COMMIT')]
  const refresh = () => {
    if (connection.open && connection.inTransaction) commit.run()
  }
  const db: Db = new Kysely<Database>({
    dialect: new SqliteDialect({ database: withStatementCache(connection) }),
  })
  return {
    db,
    begin() {
      if (connection.inTransaction) return
      begin.run()
      // Whoever reads in this turn of the event loop shares it.
      setImmediate(refresh)
    },
    refresh,
    async close() {
      refresh()
      await db.destroy()
      if (connection.open) connection.close()
    },
  }
}
