import type SqliteDatabase from 'better-sqlite3'
import type { SqliteDatabase as KyselyDatabase } from 'kysely'

/** More distinct statements than the server has; lists of other lengths make new ones. */
const MOST = 500

/** The connection as Kysely sees it, with every statement prepared once instead of anew for each query. */
export function withStatementCache(connection: SqliteDatabase.Database): KyselyDatabase {
  const statements = new Map<string, SqliteDatabase.Statement>()
  return {
    prepare(sql) {
      let statement = statements.get(sql)
      // The least recently used one stands first.
      if (statement) statements.delete(sql)
      else statement = connection.prepare(sql)
      statements.set(sql, statement)
      if (statements.size > MOST) statements.delete(statements.keys().next().value ?? sql)
      return statement
    },
    close: () => connection.close(),
  }
}
