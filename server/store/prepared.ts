import {
  type Compilable,
  type CompiledQuery,
  type Expression,
  type Insertable,
  type RawBuilder,
  sql,
} from 'kysely'
import { directOf, type Form } from './direct.ts'
import { type Numbered, nextId } from './next-id.ts'
import type { Db } from './store.ts'
import type { Database } from './tables/index.ts'

/** Stands for a value that is known only when the query runs. */
class Placeholder {
  readonly name: PropertyKey
  constructor(name: PropertyKey) {
    this.name = name
  }
}

type Value<Values> = <Name extends keyof Values>(name: Name) => Values[Name]
type Build<Values, Row> = (db: Db, value: Value<Values>) => Compilable<Row>
/** Builds the same query for many values at once, of which each row of `given` has one. */
type BuildMany<Values> = (db: Db, given: RawBuilder<unknown>, value: Value<Values>) => RawBuilder<unknown>

/** Builds the query for the engine of `db`, once, and fills in the values. */
function compiler<Values extends object, Row>(build: Build<Values, Row>) {
  const byEngine = new WeakMap<object, CompiledQuery<Row>>()
  return (db: Db, values: Values): { query: CompiledQuery<Row>; parameters: unknown[] } => {
    const { adapter } = db.getExecutor()
    let query = byEngine.get(adapter)
    if (!query) {
      // Kysely hands parameters on as they are, whatever they are.
      query = build(db, name => new Placeholder(name) as never).compile()
      byEngine.set(adapter, query)
    }
    const parameters = query.parameters.map(parameter =>
      parameter instanceof Placeholder ? values[parameter.name as keyof Values] : parameter,
    )
    return { query, parameters }
  }
}

/**
 * A query that Kysely builds once for each engine and then runs with other values: building one takes longer than
 * running it. Use it where a query runs at every request; its form cannot depend on the values.
 *
 * @param build the query, with `value('name')` where a value goes
 * @param many for a query that is written out: itself for many values, where the engine runs those at once; its rows are
 *   of no use
 * @returns runs it and resolves with its rows
 */
export function prepared<Values extends object, Row>(
  build: Build<Values, Row>,
  many?: BuildMany<Values>,
): (db: Db, values: Values) => Promise<Row[]> {
  const form = { build, many } as unknown as Form // it is given the values that belong to it
  return formed(compiler(build), form)
}

function formed<Values extends object, Row>(compile: ReturnType<typeof compiler<Values, Row>>, form: Form) {
  return async (db: Db, values: Values): Promise<Row[]> => {
    const { query, parameters } = compile(db, values)
    const direct = directOf(db)
    if (direct) return direct.rows(query, parameters, form, values) as Row[] | Promise<Row[]> // `build` says what they are
    const { rows } = await db.executeQuery<Row>({ ...query, parameters })
    return rows
  }
}

/**
 * A prepared query about some ids: built once for each number of them, so that number has to have a bound.
 *
 * @param build the query, with the placeholders of the ids, for `in`
 * @returns runs it for these ids, of which there is at least one
 */
export function preparedForIds<Row>(
  build: (db: Db, ids: number[]) => Compilable<Row>,
): (db: Db, ids: readonly number[]) => Promise<Row[]> {
  const byCount = new Map<number, (db: Db, ids: readonly number[]) => Promise<Row[]>>()
  return (db, ids) => {
    let query = byCount.get(ids.length)
    if (!query) {
      query = prepared<readonly number[], Row>((db, value) =>
        build(
          db,
          ids.map((_, index) => value(index)),
        ),
      )
      byCount.set(ids.length, query)
    }
    return query(db, ids)
  }
}

/** The one row of a query that always gives one. */
export function only<Row>([row]: Row[]): Row {
  if (row === undefined) throw new Error('the query gave no row')
  return row
}

/** The tables whose rows have an id that counts up. */
type Counted =
  | 'conversation'
  | 'message'
  | 'attachment'
  | 'recipient'
  | 'contact'
  | 'job'
  | 'webhook_delivery'

/** The tenant that a row will belong to, of those that each tenant numbers by itself. */
type TenantOf = (value: (column: string) => unknown) => Expression<string>
const ownTenant: TenantOf = value => sql`${value('tenant_id')}`
const tenantOf: { readonly [Table in Counted]?: TenantOf } = {
  conversation: ownTenant,
  message: ownTenant,
  contact: ownTenant,
  attachment: value => sql`(select tenant_id from message where id = ${value('message_id')})`,
  recipient: value => sql`(select tenant_id from conversation where id = ${value('conversation_id')})`,
}

type NewRow<Table extends keyof Database> = Required<Omit<Insertable<Database[Table]>, 'id'>>
type Columns<Table extends keyof Database> = Record<keyof NewRow<Table>, true>

/** A unique index: its columns, and which rows it is about when not about all. */
interface Unique<Table extends keyof Database> {
  columns: readonly (keyof NewRow<Table> & string)[]
  /** The column that is not null in its rows. */
  whereSet?: keyof NewRow<Table> & string
}

/**
 * A prepared INSERT of one row.
 *
 * @param columns every column but the id: a missing one does not compile
 * @param unique a row that is there already, by this index, stays as it is
 * @returns inserts a row and resolves with its id; with undefined when there was one
 */
export function preparedInsert<Table extends Counted>(
  table: Table,
  columns: Columns<Table>,
): (db: Db, row: NewRow<Table>) => Promise<number>
export function preparedInsert<Table extends Counted>(
  table: Table,
  columns: Columns<Table>,
  unique: Unique<Table>,
): (db: Db, row: NewRow<Table>) => Promise<number | undefined>
export function preparedInsert<Table extends Counted>(
  table: Table,
  columns: Columns<Table>,
  unique?: Unique<Table>,
): (db: Db, row: NewRow<Table>) => Promise<number | undefined> {
  type Row = NewRow<Table>
  const names = Object.keys(columns) as (keyof Row & string)[] // the keys of `columns`, no others
  const ownId = tenantOf[table]
  const idOf = (db: Db, value: (column: string) => unknown) =>
    ownId && nextId(db, table as Numbered, ownId(value)) // those in `tenantOf`
  const build = (db: Db, value: Value<Row>) => {
    const row: Record<string, unknown> = Object.fromEntries(names.map(name => [name, value(name)]))
    const id = idOf(db, value as (column: string) => unknown) // of the columns of its table
    if (id) row.id = id
    const insert = db.insertInto<Counted>(table).values(row as never) // a placeholder in each
    if (!unique) return insert
    const { columns, whereSet } = unique
    return insert.onConflict(conflict => {
      const target = conflict.columns(columns as never) // names of its columns
      return (whereSet === undefined ? target : target.where(whereSet as never, 'is not', null)).doNothing()
    })
  }
  const compile = compiler(build)
  const returningId = (db: Db, value: Value<Row>) => build(db, value).returning('id')
  const returning = formed(compiler(returningId), {
    build: returningId as Form['build'], // it is given the values that belong to it
    into: { table, names, unique, idOf },
  })
  return async (db, row) => {
    const direct = directOf(db)
    // SQLite keeps rows that are to be returned in a table of their own first, and tells the last id without.
    if (direct?.insert) {
      const { query, parameters } = compile(db, row)
      return direct.insert(query, parameters)
    }
    return (await returning(db, row))[0]?.id
  }
}

/**
 * A prepared INSERT of one row whose id nobody asks for, or that has none.
 *
 * @param columns every column but the id: a missing one does not compile
 */
export function preparedRow<Table extends 'conversation_tag' | 'sla_target'>(
  table: Table,
  columns: Columns<Table>,
): (db: Db, row: NewRow<Table>) => Promise<unknown> {
  const names = Object.keys(columns) as (keyof NewRow<Table> & string)[] // the keys of `columns`, no others
  const build = (db: Db, value: Value<NewRow<Table>>) =>
    db
      .insertInto<'conversation_tag' | 'sla_target'>(table)
      .values(Object.fromEntries(names.map(name => [name, value(name)])) as never) // a placeholder in each
  return formed(compiler(build), { build: build as Form['build'], into: { table, names } })
}
