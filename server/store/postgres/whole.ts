import { Kysely, PostgresDialect, sql } from 'kysely'
import type pg from 'pg'
import type { Logger } from 'pino'
import { StartError } from '../../errors/start-error.ts'
import { bringUpToDate, migrationsOf } from '../migrate.ts'
import type { Numbered } from '../next-id.ts'
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
import { postgresMigrations } from './migrations.ts'
import { withoutSecrets } from './open.ts'
import { createPool } from './pool.ts'
import { postgresSearch } from './search.ts'

/**
 * What this engine alone has: who works on jobs, the counts of a minute, and the index of words, which SQLite has as a table
 * of another kind.
 */
const OWN = ['job_runner', 'rate_window', 'search_document', COPY_STATE]
const kinds: Record<string, Table['columns'][number]['kind'] | undefined> = {
  bigint: 'integer',
  integer: 'integer',
  text: 'text',
  bytea: 'bytes',
}

/**
 * Opens a PostgreSQL database as a whole, on one connection.
 *
 * @param setUp what else a target needs
 * @param lease for how long somebody who is not heard of works on jobs, in milliseconds
 * @throws StartError with the reason, such as a server that works on it
 */
export async function openWholePostgres(
  url: string,
  mode: WholeMode,
  { logger, lease, setUp }: { logger: Logger; lease: number; setUp: (pool: pg.Pool) => Promise<void> },
): Promise<Whole> {
  const name = withoutSecrets(url)
  const pool = createPool(url, 1, logger, true)
  const outside: Db = new Kysely<Database>({ dialect: new PostgresDialect({ pool }) })
  try {
    const done = await migrationsOf(outside)
    if (mode !== 'snapshot') await requireAlone(outside, done.length > 0, lease)
    if (mode === 'target') {
      if (!done.includes(UNFINISHED)) await bringUpToDate(outside, postgresMigrations)
      await setUp(pool)
      return wholeOf(name, outside, () => outside.destroy())
    }
    const other = otherVersion(done, Object.keys(postgresMigrations))
    if (other) throw new Error(other)
    // All that is read is of one moment.
    const moment = await outside
      .startTransaction()
      .setIsolationLevel('repeatable read')
      .setAccessMode('read only')
      .execute()
    return wholeOf(name, moment, async () => {
      await moment.rollback().execute()
      await outside.destroy()
    })
  } catch (error) {
    await outside.destroy()
    throw new StartError(
      `${name}: ${(error instanceof Error ? error.message : String(error)).replaceAll(/\s+/g, ' ')}`,
    )
  }
}

const wholeOf = (name: string, db: Db, close: () => Promise<void>): Whole => ({
  name,
  db,
  search: postgresSearch,
  tables: () => tablesOf(db),
  insert,
  counters: () => countersOf(db),
  setCounters,
  // What it writes it holds to its constraints; its pages are checked by `pg_amcheck`.
  faults: async () => [],
  close,
})

/** Servers are told by the name of their connections, and by the leases of those who send mail. */
async function requireAlone(db: Db, hasTables: boolean, lease: number): Promise<void> {
  const { rows: connected } = await sql`select from pg_stat_activity where datname = current_database()
    and pid <> pg_backend_pid() and application_name = 'conversation-contracts' limit 1`.execute(db)
  const { rows: leases } = hasTables
    ? await sql`select from job_runner where seen_at > now() - make_interval(secs => ${lease / 1000}) limit 1`.execute(
        db,
      )
    : { rows: [] }
  if (connected.length + leases.length > 0)
    throw new Error('a server works on it, or did until a moment ago; stop every server on it first')
}

async function tablesOf(db: Db): Promise<Table[]> {
  const { rows } = await sql<{
    table: string
    column: string
    type: string
    key: number | null
    others: string[]
  }>`
    select relname as table, attname as column, format_type(atttypid, null) as type,
      array_position((select conkey from pg_constraint where conrelid = pg_class.oid and contype = 'p'), attnum) as key,
      array(select confrelid::regclass::text from pg_constraint
        where conrelid = pg_class.oid and contype = 'f') as others
    from pg_class join pg_attribute on attrelid = pg_class.oid
    where relkind in ('r', 'p') and not relispartition and relnamespace = current_schema()::regnamespace
      and attnum > 0 and not attisdropped and not starts_with(relname::text, 'kysely_')
    order by relname, attnum`.execute(db)
  return [...Map.groupBy(rows, ({ table }) => table)]
    .filter(([name]) => !OWN.includes(name))
    .map(([name, columns]) => ({
      name,
      columns: columns.map(({ column, type }) => ({ name: column, kind: kindOf(name, column, type) })),
      key: columns
        .flatMap(({ key, column }) => (key === null ? [] : [{ key, column }]))
        .sort((a, b) => a.key - b.key)
        .map(({ column }) => column),
      refersTo: columns[0]?.others ?? [],
    }))
}

function kindOf(table: string, column: string, type: string) {
  const kind = kinds[type]
  if (!kind) throw new StartError(`${table}.${column} is ${type}, which cannot be copied`)
  return kind
}

async function insert(db: Db, { name, columns }: Table, rows: Record<string, unknown>[]): Promise<void> {
  const values = rows.map(row => sql`(${sql.join(columns.map(column => row[column.name]))})`)
  await sql`insert into ${sql.table(name)} (${sql.join(columns.map(column => sql.ref(column.name)))})
    overriding system value values ${sql.join(values)}`.execute(db)
}

const numbered: Numbered[] = ['conversation', 'message', 'contact', 'attachment', 'recipient', 'draft']
const sequenceOf = (kind: string, number: number) => sql.id(`number_${kind}_${number}`)

async function lastOf(db: Db, sequence: ReturnType<typeof sql.id>): Promise<number> {
  const { rows } = await sql<{ last: number }>`
    select last_value - (not is_called)::int as last from ${sequence}`.execute(db)
  return rows[0]?.last ?? 0
}

/** The sequences of columns that count by themselves. */
async function identities(db: Db): Promise<{ table: string; sequence: string }[]> {
  const { rows } = await sql<{ table: string; sequence: string }>`
    select relname as table, pg_get_serial_sequence(quote_ident(relname), attname) as sequence
    from pg_class join pg_attribute on attrelid = pg_class.oid
    where relkind = 'r' and relnamespace = current_schema()::regnamespace and attname = 'id' and attidentity <> ''
    order by relname`.execute(db)
  return rows
}

async function countersOf(db: Db): Promise<Counters> {
  const tenants: Counters['tenants'] = []
  for (const { id, number } of await db.selectFrom('tenant').select(['id', 'number']).execute()) {
    const last: Counters['tenants'][number]['last'] = {}
    for (const kind of numbered) last[kind] = await lastOf(db, sequenceOf(kind, number))
    tenants.push({ id, number, last })
  }
  const tables: Counters['tables'] = []
  for (const { table, sequence } of await identities(db))
    tables.push({ name: table, last: await lastOf(db, sql.raw(sequence) as ReturnType<typeof sql.id>) })
  return { tenants, tables: tables.filter(({ last }) => last > 0) }
}

async function setCounters(db: Db, { tenants, tables }: Counters): Promise<void> {
  for (const { number, last } of tenants)
    for (const [kind, value] of Object.entries(last))
      if (value > 0) await sql`select setval(${`number_${kind}_${number}`}::regclass, ${value})`.execute(db)
  await sql`select setval(pg_get_serial_sequence('tenant', 'number'), max(number)) from tenant
    having count(*) > 0`.execute(db)
  const sequences = await identities(db)
  for (const { name, last } of tables) {
    const sequence = sequences.find(({ table }) => table === name)?.sequence
    if (sequence) await sql`select setval(${sequence}::regclass, ${last})`.execute(db)
  }
}
