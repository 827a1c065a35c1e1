import type { Kysely } from 'kysely'
import type { Migration } from 'kysely/migration'

/** What the inbox of the control plane reads by. */
export const inbox = (): Migration => ({
  async up(db: Kysely<unknown>) {
    // Counts a tenant's conversations of each status, and pages through them, the one that changed last first.
    await db.schema
      .createIndex('conversation_touched')
      .on('conversation')
      .columns(['tenant_id', 'status', 'updated_at', 'id', 'api'])
      .execute()
    // Atender's callers name a message by this.
    await db.schema.createIndex('message_uid').on('message').columns(['uid']).execute()
  },
})
