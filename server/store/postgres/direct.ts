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

/** Runs prepared queries by their names on one connection, or on any of a pool. */
export const createDirect = (target: Pick<pg.ClientBase | pg.Pool, 'query'>): Direct => ({
  async rows(query, parameters) {
    const { rows } = await target.query({ name: nameOf(query), text: query.sql, values: parameters })
    return rows
  },
})
