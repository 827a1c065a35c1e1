import type { Compilable, CompiledQuery, RawBuilder } from 'kysely'
import type { Db } from './store.ts'

/** A prepared query before it is built, for an engine that runs it for many values at once. */
export interface Form {
  /** The query, with what `value` gives in the place of each value. */
  build(db: Db, value: (name: PropertyKey) => unknown): Compilable
  /** The query for all rows of `given`, of which `value` gives the columns. */
  many?:
    | ((db: Db, given: RawBuilder<unknown>, value: (name: PropertyKey) => unknown) => RawBuilder<unknown>)
    | undefined
  /** Where the values go as they are, of an INSERT of one row. */
  into?: {
    table: string
    names: readonly string[]
    unique?: { columns: readonly string[]; whereSet?: string } | undefined
    /** The id of the row, where the table does not count by itself; the query resolves with the id then. */
    idOf?(db: Db, value: (column: string) => unknown): RawBuilder<number> | undefined
  }
}

/**
 * An engine that runs a compiled query without Kysely, which hands it from promise to promise until a connection is free and
 * makes a result of what comes: that takes longer than a lookup in SQLite does.
 */
export interface Direct {
  /** @param form what the query was built from, and its values by name */
  rows(
    query: CompiledQuery,
    parameters: unknown[],
    form: Form,
    values: object,
  ): unknown[] | Promise<unknown[]>
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
