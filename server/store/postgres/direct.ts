import type { CompiledQuery } from 'kysely'
import type pg from 'pg'
import type { Direct } from '../direct.ts'

let count = 0
/** What PostgreSQL knows each prepared query by, on every connection: it reads and plans it once there. */
const names = new WeakMap<CompiledQuery, string>()

function nameOf(query: CompiledQuery): string {
  let name = names.get(query)
  if (name === undefined) {
    name = `prepared ${++count}`
    names.set(query, name)
  }
  return name
}

/** Runs a query by its name on one connection, or on any of a pool. */
export async function run(
  target: Pick<pg.ClientBase | pg.Pool, 'query'>,
  query: CompiledQuery,
  parameters: unknown[],
): Promise<Record<string, unknown>[]> {
  const { rows } = await target.query({ name: nameOf(query), text: query.sql, values: parameters })
  return rows
}

/** Runs prepared queries on one connection. */
export const createDirect = (target: Pick<pg.ClientBase, 'query'>): Direct => ({
  rows: (query, parameters) => run(target, query, parameters),
})
