import type SqliteDatabase from 'better-sqlite3'
import type { CompiledQuery, SqliteDatabase as KyselyDatabase } from 'kysely'
import type { Direct } from '../direct.ts'

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

/** Runs compiled queries on the connection, each prepared once. */
export function createDirect(connection: SqliteDatabase.Database): Direct {
  const statements = new WeakMap<CompiledQuery, SqliteDatabase.Statement>()
  const prepare = (query: CompiledQuery): SqliteDatabase.Statement => {
    let statement = statements.get(query)
    if (!statement) {
      statement = connection.prepare(query.sql)
      statements.set(query, statement)
    }
    return statement
  }
  return {
    rows(query, parameters) {
      const statement = prepare(query)
      if (statement.reader) return statement.all(parameters)
      statement.run(parameters)
      return []
    },
    insert(query, parameters) {
      const { changes, lastInsertRowid } = prepare(query).run(parameters)
      return changes === 0 ? undefined : Number(lastInsertRowid)
    },
  }
}
