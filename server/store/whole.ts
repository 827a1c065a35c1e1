import { StartError } from '../errors/start-error.ts'
import type { Numbered } from './next-id.ts'
import type { Search } from './search.ts'
import type { Db } from './store.ts'

/** What a column holds, on either engine: a whole number, text, bytes. */
type Kind = 'integer' | 'text' | 'bytes'

export interface Table {
  name: string
  columns: { name: string; kind: Kind }[]
  /** The columns of its primary key, in their order. */
  key: string[]
  /** The tables that its rows refer to. */
  refersTo: string[]
}

/** How far a tenant has counted what it numbers by itself. */
interface TenantCount {
  id: string
  number: number
  /** By kind, the last number that was given. */
  last: Partial<Record<Numbered, number>>
}

/** What no row tells: the numbers that were given last, so that none is given again. */
export interface Counters {
  tenants: TenantCount[]
  /** The last id of each table that counts by itself. */
  tables: { name: string; last: number }[]
}

/**
 * The port to all that a database holds, table by table, for what copies or checks it. What both engines have is found in
 * the schema, so that nothing is forgotten that a migration adds; what is an engine's own is named by that engine.
 */
export interface Whole {
  /** Its address, without a password. */
  name: string
  db: Db
  search: Search
  /** Those that both engines have. */
  tables(): Promise<Table[]>
  /** In the transaction of `db`; with the keys that they have. */
  insert(db: Db, table: Table, rows: Record<string, unknown>[]): Promise<void>
  counters(): Promise<Counters>
  /** In the transaction of `db`, once all rows are there. */
  setCounters(db: Db, counters: Counters): Promise<void>
  /** What the engine itself finds wrong; a line for each. */
  faults(): Promise<string[]>
  close(): Promise<void>
}

/**
 * How a database is opened as a whole:
 * `snapshot` to be read as it is at this moment, while others write;
 * `source` the same while nobody else works on it;
 * `target` to be written while nobody else works on it.
 */
export type WholeMode = 'snapshot' | 'source' | 'target'

/** Stands among the migrations of a database into which a copy is not finished. */
export const UNFINISHED = 'unfinished-copy'

/** Where a copy keeps how far it has come. */
export const COPY_STATE = 'copy_state'

/**
 * @param done the migrations of the database
 * @param known those of this version
 * @param but what else will do
 * @returns what is to be said to whoever wants to read it; undefined where they are the same
 */
export function otherVersion(done: string[], known: string[], but?: 'or older'): string | undefined {
  if (done.length === 0) return 'it is no database of conversation-contracts'
  if (done.includes(UNFINISHED)) return 'it holds a copy that is not finished; run the same `db copy` again'
  if (done.some(name => !known.includes(name))) return 'a newer version has written it'
  if (but === undefined && known.some(name => !done.includes(name)))
    return 'an older version has written it; start a server of this version on it once'
  return undefined
}

/** @throws StartError naming some of the tables where the target of a copy has rows */
export function requireEmpty(name: string, taken: string[]): void {
  if (taken.length === 0) return
  const some = taken.length > 3 ? `${taken.slice(0, 3).join(', ')} and others` : taken.join(', ')
  throw new StartError(`${name} is not empty: it has rows in ${some}. Move it away, or name another one.`)
}
