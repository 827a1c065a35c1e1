import type { Generated } from 'kysely'

/** Work for later, written in the transaction that caused it. */
export interface JobTable {
  id: Generated<number>
  task: string
  payload: string
  /** Due at this moment, in milliseconds since 1970. */
  run_at: number
  /** How often it was started. */
  attempts: number
  /** The runner that works on it, until `locked_until`; a runner that died is overtaken then. */
  locked_by: string | null
  locked_until: number | null
}
