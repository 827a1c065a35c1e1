import type { Kysely } from 'kysely'
import type { Migration } from 'kysely/migration'

/** A delivery knows the trace of what caused it. */
export const traces = (): Migration => ({
  async up(db: Kysely<unknown>) {
    await db.schema.alterTable('webhook_delivery').addColumn('traceparent', 'text').execute()
  },
})
