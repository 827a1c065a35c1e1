import SqliteDatabase from 'better-sqlite3'
import { Kysely, PostgresDialect, SqliteDialect } from 'kysely'
import { Migrator } from 'kysely/migration'
import { Pool } from 'pg'
import { expect, inject } from 'vitest'
import { postgresMigrations } from '../../server/store/postgres/migrations.ts'
import { sqliteMigrations } from '../../server/store/sqlite/migrations.ts'
import type { Database } from '../../server/store/tables/index.ts'
import { engine, freshDatabase } from './database.ts'
import { createDatabase } from './postgres.ts'

/** A new database as an earlier version left it, and its address; destroy `db` before the server opens it. */
export async function migratedTo(migration: string): Promise<{ url: string; db: Kysely<Database> }> {
  const url = engine === 'postgres' ? await createDatabase(inject('postgres'), true) : await freshDatabase()
  const db = new Kysely<Database>({ dialect: dialectOf(url) })
  const getMigrations = async () => (engine === 'postgres' ? postgresMigrations : sqliteMigrations)
  const { error } = await new Migrator({ db, provider: { getMigrations } }).migrateTo(migration)
  expect(error).toBeUndefined()
  return { url, db }
}

const dialectOf = (url: string) =>
  engine === 'postgres'
    ? new PostgresDialect({ pool: new Pool({ connectionString: url }) })
    : new SqliteDialect({ database: new SqliteDatabase(url.slice('sqlite:'.length)) })
