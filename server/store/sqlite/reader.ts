import SqliteDatabase from 'better-sqlite3'
import { Kysely, SqliteDialect } from 'kysely'
import type { Clock } from '../../clock.ts'
import { runDirectly } from '../direct.ts'
import type { Db } from '../store.ts'
import type { Database } from '../tables/index.ts'
import { createDirect, withStatementCache } from './statement-cache.ts'

export interface Reader {
  db: Db
  /** To be called before each read. */
  begin(): void
  /** Makes what was committed since visible. */
  refresh(): void
  close(): Promise<void>
}

/**
 * How long a snapshot serves, in milliseconds. What this process commits is seen at once; what another process
 * commits, that much later at most.
 */
const FRESH = 20

/**
 * A connection for reading alone. Reads share a snapshot: outside of a transaction every statement takes and gives
 * back the file's locks, which costs more than the statement itself.
 */
export function openReader(path: string, clock: Clock): Reader {
  const connection = new SqliteDatabase(path, { readonly: true })
  connection.pragma('cache_size = -4096')
  const [begin, commit] = [connection.prepare('BEGIN'), connection.prepare('COMMIT')]
  let open = false
  let until = 0
  const refresh = () => {
    if (open && connection.inTransaction) commit.run()
    open = false
  }
  const db: Db = new Kysely<Database>({
    dialect: new SqliteDialect({ database: withStatementCache(connection) }),
  })
  runDirectly(db, createDirect(connection))
  return {
    db,
    begin() {
      const now = clock.now()
      if (now < until && open) return
      refresh()
      begin.run()
      open = true
      until = now + FRESH
    },
    refresh,
    async close() {
      refresh()
      await db.destroy()
      if (connection.open) connection.close()
    },
  }
}
