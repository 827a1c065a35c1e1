import type { CompiledQuery } from 'kysely'
import type { Db } from './store.ts'

/**
 * An engine that runs a compiled query without Kysely, which hands it from promise to promise until a connection is free and
 * makes a result of what comes: that takes longer than a lookup in SQLite does.
 */
export interface Direct {
  rows(query: CompiledQuery, parameters: unknown[]): unknown[] | Promise<unknown[]>
  /**
   * Runs an INSERT of one row, where that is cheaper than to have its id returned.
   *
   * @returns the id that the row was given; undefined when none was inserted
   */
  insert?(query: CompiledQuery, parameters: unknown[]): number | undefined
}

const engines = new WeakMap<Db, Direct>()

/** Lets the prepared queries on `db` run by `direct`; to be given by an engine. */
export function runDirectly(db: Db, direct: Direct): void {
  engines.set(db, direct)
}

/** Undefined when queries on `db` have to take Kysely's way. */
export const directOf = (db: Db): Direct | undefined => engines.get(db)
