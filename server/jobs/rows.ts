import type { Db } from '../store/store.ts'
import type { DueJob } from './jobs.ts'

/** A job as a row: `id` is its place among the others, and means nothing elsewhere. */
export interface JobRow extends DueJob {
  id: number
}

/** Jobs as the rows of one engine, for what copies or checks them; nobody works on them meanwhile. */
export interface JobRows {
  count(db: Db): Promise<number>
  /** Those behind `after`, in the order of their ids. */
  read(db: Db, after: number, limit: number): Promise<JobRow[]>
  /** Adds them as they are, in the transaction of `db`. */
  put(db: Db, jobs: DueJob[]): Promise<void>
}
