import { type CompiledQuery, type Expression, type RawBuilder, sql } from 'kysely'
import type { Form } from '../direct.ts'
import type { Db } from '../store.ts'

/** One of those who ask the same query with values of their own. */
export interface Asking {
  query: CompiledQuery
  parameters: unknown[]
  form: Form
  /** By name; of a list by index. */
  values: object
}

/** A query for many values at once, which go with it as one text of JSON. */
export interface Many {
  query: CompiledQuery
  parameters: unknown[]
  /** Tells the rows of each from those of the others, in the order of those who ask. */
  split(rows: Row[]): Row[][]
}

type Row = Record<string, unknown>

/** Larger ones go alone: they would be a text within a text. */
const LARGEST = 32_768

/** Stands where the JSON goes. */
const JSON_OF_ALL = Symbol()
/** The column that tells whose a row is. */
const NUMBER = '#'
const number = sql.ref(NUMBER)

/** Whether they may be asked together with others. */
export function isSmall({ query, form, parameters }: Asking): boolean {
  if (!form.into && !form.many && query.query.kind !== 'SelectQueryNode') return false
  let length = 0
  for (const parameter of parameters) {
    if (typeof parameter === 'string') length += parameter.length
    else if (parameter !== null && typeof parameter !== 'number') return false
  }
  return length <= LARGEST
}

/** Those of one form with the same kind can be asked together. @param asking a small one */
export function kindOf({ form, values }: Asking): string {
  if (form.into) return ''
  return Object.entries(values)
    .map(([name, value]) => `${name} ${typeOf(value)}`)
    .join()
}

const typeOf = (value: unknown) => (typeof value === 'number' ? 'bigint' : 'text')

const built = new WeakMap<Form['build'], Map<string, CompiledQuery>>()

/** @param all of one form and kind */
export function manyOf(db: Db, all: readonly [Asking, ...Asking[]]): Many {
  const [first] = all
  const { form, values } = first
  const kinds = built.get(form.build) ?? new Map<string, CompiledQuery>()
  built.set(form.build, kinds)
  const kind = kindOf(first)
  const query =
    kinds.get(kind) ?? (form.into ? insertOf(db, form.into) : queryOf(db, form, values)).compile(db)
  kinds.set(kind, query)
  const json = JSON.stringify(all.map(({ values }, index) => ({ [NUMBER]: index, ...values })))
  return {
    query,
    parameters: query.parameters.map(parameter => (parameter === JSON_OF_ALL ? json : parameter)),
    split(rows) {
      const each: Row[][] = all.map(() => [])
      for (const { [NUMBER]: index, ...row } of rows) each[index as number]?.push(row)
      return each
    },
  }
}

/** The query for each row of what is given: as a subquery that stays one, so that it finds its rows by their index. */
function queryOf(db: Db, { build, many }: Form, values: object): RawBuilder<unknown> {
  // PostgreSQL cannot tell the type of a value by itself.
  const columns = Object.entries(values).map(
    ([name, value]) => sql`${sql.id(name)} ${sql.raw(typeOf(value))}`,
  )
  const given = sql`json_to_recordset(${JSON_OF_ALL}::json) as given(${sql.join([sql`${number} int`, ...columns])})`
  const value = (name: PropertyKey) => sql.ref(`given.${String(name)}`)
  if (many) return many(db, given, value)
  const query = build(db, value) as unknown as Expression<unknown> // `isSmall` lets no other pass without `many`
  return sql`select given.${number}, found.* from ${given}
    cross join lateral (select * from (${query}) as one offset 0) as found`
}

/** In the order of the unique index, so that two of these do not wait for each other in turn. */
function insertOf(db: Db, { table, names, unique, idOf }: NonNullable<Form['into']>): RawBuilder<unknown> {
  const into = sql.table(table)
  const columns = sql.join(names.map(name => sql.ref(name)))
  const given = sql`json_populate_recordset(null::${into}, ${JSON_OF_ALL}::json)`
  if (!idOf) return sql`insert into ${into} (${columns}) select ${columns} from ${given}`
  const id =
    idOf(db, column => sql.ref(`one.${column}`)) ??
    sql`nextval(pg_get_serial_sequence(${sql.lit(table)}, 'id'))`
  const order = sql.join((unique?.columns ?? [NUMBER]).map(name => sql.ref(name)))
  return sql`with given as materialized (
      select ordinality - 1 as ${number}, ${id} as new_id, one.* from ${given} with ordinality as one
    ), added as (
      insert into ${into} (id, ${columns}) overriding system value
      select new_id, ${columns} from given order by ${order}
      ${unique ? conflictOf(unique) : sql``} returning id
    ) select ${number}, id from added join (select ${number}, new_id from given) as numbered on new_id = id`
}

const conflictOf = ({ columns, whereSet }: NonNullable<NonNullable<Form['into']>['unique']>) =>
  sql`on conflict (${sql.join(columns.map(name => sql.ref(name)))})
    ${whereSet === undefined ? sql`` : sql`where ${sql.ref(whereSet)} is not null`} do nothing`
