import type { Kysely } from 'kysely'
import type { Migration } from 'kysely/migration'

/** How long a tenant keeps what is no longer needed. */
export const retention = (): Migration => ({
  async up(db: Kysely<unknown>) {
    await db.schema.alterTable('tenant').addColumn('retention', 'text').execute()
  },
})
