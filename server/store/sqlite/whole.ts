import SqliteDatabase from 'better-sqlite3'
import { Kysely, SqliteDialect, sql } from 'kysely'
import { StartError } from '../../errors/start-error.ts'
import { migrationsOf } from '../migrate.ts'
import { NUMBERS } from '../next-id.ts'
import type { Db } from '../store.ts'
import type { Database } from '../tables/index.ts'
import {
  COPY_STATE,
  type Counters,
  otherVersion,
  type Table,
  UNFINISHED,
  type Whole,
  type WholeMode,
} from '../whole.ts'
import { isBusy } from './errors.ts'
import { migrateSqlite, sqliteMigrations } from './migrations.ts'
import { makePrivate } from './open.ts'
import { sqliteSearch } from './search.ts'
import { withStatementCache } from './statement-cache.ts'

/** What this engine alone has: jobs, and what tenants have counted. */
const OWN = ['job', 'number', COPY_STATE]
/** How long it is waited for another process to let go of the file, in milliseconds. */
const PATIENCE = 2_000
const kinds: Record<string, Table['columns'][number]['kind'] | undefined> = {
  INTEGER: 'integer',
  TEXT: 'text',
  BLOB: 'bytes',
}

/**
 * Opens a file as a whole.
 *
 * @throws StartError with the reason, such as another process that has it open
 */
export async function openWholeSqlite(path: string, mode: WholeMode): Promise<Whole> {
  const connection = openAlone(path, mode)
  const db: Db = new Kysely<Database>({
    dialect: new SqliteDialect({ database: withStatementCache(connection) }),
  })
  const close = async () => {
    if (connection.inTransaction) connection.exec('ROLLBACK')
    await db.destroy()
  }
  try {
    const done = await migrationsOf(db)
    if (mode !== 'target') {
      const other = otherVersion(done, Object.keys(sqliteMigrations))
      if (other) throw new Error(other)
    } else if (!done.includes(UNFINISHED)) await migrateSqlite(connection, db)
  } catch (error) {
    await close()
    throw new StartError(`sqlite:${path}: ${error instanceof Error ? error.message : error}`)
  }
  return {
    name: `sqlite:${path}`,
    db,
    search: sqliteSearch,
    tables: () => tablesOf(db),
    insert,
    counters: () => countersOf(db),
    setCounters,
    faults: async () => faultsOf(connection),
    close,
  }
}

function openAlone(path: string, mode: WholeMode): SqliteDatabase.Database {
  let connection: SqliteDatabase.Database | undefined
  try {
    if (mode === 'target') makePrivate(path)
    connection = new SqliteDatabase(path, {
      timeout: PATIENCE,
      fileMustExist: true,
      readonly: mode === 'snapshot',
    })
    connection.pragma('cache_size = -8192')
    connection.pragma('temp_store = MEMORY')
    if (mode === 'snapshot') connection.exec('BEGIN; SELECT 1 FROM sqlite_schema')
    else {
      // Whoever has the file open holds a lock on it, also while it writes nothing.
      connection.pragma('locking_mode = EXCLUSIVE')
      if (mode === 'target') connection.pragma('journal_mode = WAL')
      connection.pragma('synchronous = FULL')
      connection.pragma('foreign_keys = ON')
      connection.exec(mode === 'target' ? 'BEGIN IMMEDIATE; COMMIT' : 'BEGIN EXCLUSIVE')
    }
    return connection
  } catch (error) {
    connection?.close()
    const reason = error instanceof Error ? error.message : error
    throw new StartError(
      `sqlite:${path}: ${isBusy(error) ? 'another process has it open, such as a server; stop that first' : reason}`,
    )
  }
}

async function tablesOf(db: Db): Promise<Table[]> {
  const { rows } = await sql<{ table: string; column: string; type: string; pk: number }>`
    select list.name as "table", info.name as "column", upper(info.type) as type, info.pk
    from pragma_table_list list, pragma_table_info(list.name) info
    where list.schema = 'main' and list.type = 'table'
      and list.name not glob 'sqlite_*' and list.name not glob 'kysely_*'
    order by list.name, info.cid`.execute(db)
  const { rows: references } = await sql<{ table: string; other: string }>`
    select distinct list.name as "table", keys."table" as other
    from pragma_table_list list, pragma_foreign_key_list(list.name) keys
    where list.schema = 'main' and list.type = 'table'`.execute(db)
  return [...Map.groupBy(rows, ({ table }) => table)]
    .filter(([name]) => !OWN.includes(name))
    .map(([name, columns]) => ({
      name,
      columns: columns.map(({ column, type }) => ({ name: column, kind: kindOf(name, column, type) })),
      key: columns
        .filter(({ pk }) => pk > 0)
        .sort((a, b) => a.pk - b.pk)
        .map(({ column }) => column),
      refersTo: references.filter(({ table }) => table === name).map(({ other }) => other),
    }))
}

function kindOf(table: string, column: string, type: string) {
  const kind = kinds[type]
  if (!kind) throw new StartError(`${table}.${column} is ${type}, which cannot be copied`)
  return kind
}

async function insert(db: Db, { name, columns }: Table, rows: Record<string, unknown>[]): Promise<void> {
  // A trigger numbers each tenant as it comes; `setCounters` gives it the number that it has.
  const given = columns.filter(column => name !== 'tenant' || column.name !== 'number')
  const values = rows.map(row => sql`(${sql.join(given.map(column => row[column.name]))})`)
  await sql`insert into ${sql.table(name)} (${sql.join(given.map(column => sql.ref(column.name)))})
    values ${sql.join(values)}`.execute(db)
}

async function countersOf(db: Db): Promise<Counters> {
  const { rows } = await sql<{ id: string; number: number; kind: string; last: number }>`
    select tenant.id, tenant.number, kind, last from tenant join number on tenant_id = tenant.id`.execute(db)
  const tenants = [...Map.groupBy(rows, ({ id }) => id)].map(([id, all]) => ({
    id,
    number: all[0]?.number ?? 0,
    last: Object.fromEntries(all.map(({ kind, last }) => [kind, last % NUMBERS])),
  }))
  const tables = await sql<{ name: string; last: number }>`
    select name, seq as last from sqlite_sequence where name not in (${sql.join(OWN)})`.execute(db)
  return { tenants, tables: tables.rows }
}

async function setCounters(db: Db, { tenants, tables }: Counters): Promise<void> {
  // A trigger has given them numbers in the order in which they came.
  await sql`update tenant set number = -number`.execute(db)
  for (const { id, number, last } of tenants) {
    await sql`update tenant set number = ${number} where id = ${id}`.execute(db)
    for (const [kind, value] of Object.entries(last))
      await sql`update number set last = ${number * NUMBERS + value}
        where tenant_id = ${id} and kind = ${kind}`.execute(db)
  }
  for (const { name, last } of tables) {
    await sql`delete from sqlite_sequence where name = ${name} and seq < ${last}`.execute(db)
    await sql`insert into sqlite_sequence (name, seq) select ${name}, ${last}
      where not exists (select 1 from sqlite_sequence where name = ${name})`.execute(db)
  }
}

/** As SQLite itself looks for them (sqlite.org/pragma.html: integrity_check, foreign_key_check). */
export function faultsOf(connection: SqliteDatabase.Database): string[] {
  const broken = connection.pragma('integrity_check(100)') as { integrity_check: string }[]
  const references = connection.pragma('foreign_key_check') as {
    table: string
    rowid: number
    parent: string
  }[]
  return [
    ...broken.map(row => row.integrity_check).filter(line => line !== 'ok'),
    ...references.map(
      ({ table, rowid, parent }) => `${table} ${rowid} refers to a row of ${parent} that is not there`,
    ),
  ]
}
