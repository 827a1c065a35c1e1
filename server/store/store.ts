import type { Kysely } from 'kysely'
import type { SharedPlaces } from './places.ts'
import type { Search } from './search.ts'
import type { Database, UniqueIndex } from './tables/index.ts'

/** A connection that reads. */
export type Db = Kysely<Database>

/** One transaction. Nothing awaits the network inside it. */
export interface Tx {
  readonly db: Db
  /** Runs `effect` once the transaction is durable, and never if it was rolled back. */
  afterCommit(effect: () => void): void
  /** Lets all processes know, once the transaction is durable, that what they keep of a workspace is old. */
  announce(): Promise<void>
}

/**
 * The port to the database. Each engine has a folder beside this file, with the same file names.
 * A database that cannot answer for now throws a `Refusal` with the code `unavailable`.
 */
export interface Store {
  read<T>(work: (db: Db) => Promise<T>): Promise<T>
  /**
   * Commits when `work` resolves, rolls back when it rejects; resolves only when the commit is durable. `work` may run
   * again after a rollback, so it leaves traces in the transaction alone.
   */
  write<T>(work: (tx: Tx) => Promise<T>): Promise<T>
  /**
   * The same for `work` that adds rows, and relies on no row that another such work may change meanwhile, but by unique
   * indexes. Several may run in one transaction, side by side; one that fails is undone alone.
   */
  append<T>(work: (tx: Tx) => Promise<T>): Promise<T>
  /** Whether `error` is the violation of that unique index. */
  isViolationOf(error: unknown, index: UniqueIndex): boolean
  readonly search: Search
  /** Of a database that several processes may share. */
  readonly places?: SharedPlaces
  /** Is another one once any process has announced something, or may have: what is kept of a workspace is old then. */
  edition(): number
  /**
   * The moment, in milliseconds since 1970, that all processes on the database agree on, for what one of them keeps from
   * the others: that of the clock that was given, or the database's own where servers of several machines share it.
   */
  moment(): Promise<number>
  /** Is another one after each commit that changed something, whichever process made it. */
  mark(): Promise<string>
  close(): Promise<void>
}
