import { type Kysely, sql } from 'kysely'
import type { Migration } from 'kysely/migration'
import type { ColumnTypes } from './column-types.ts'

/** What Fernand's lists, snoozes, actions, deletions and downloads need. */
export const fernand = ({ integer, identity }: ColumnTypes): Migration => ({
  async up(db: Kysely<unknown>) {
    await db.schema.alterTable('conversation').addColumn('snooze_until', integer).execute()
    await db.schema.alterTable('conversation').addColumn('waiting_since', integer).execute()
    // Pages through the conversations whose customer waits, who has waited the longest first.
    await db.schema
      .createIndex('conversation_waiting')
      .on('conversation')
      .columns(['tenant_id', 'api', 'waiting_since', 'id'])
      .where(sql.ref('waiting_since'), 'is not', null)
      .execute()
    await db.schema.alterTable('message').addColumn('sending_since', integer).execute()

    await db.schema
      .alterTable('snippet')
      .addColumn('applied_count', integer, c => c.notNull().defaultTo(0))
      .execute()
    await db.schema.alterTable('snippet').addColumn('last_applied_at', integer).execute()
    await db.schema
      .createTable('note')
      .addColumn('id', integer, identity)
      .addColumn('conversation_id', integer, c =>
        c.notNull().references('conversation.id').onDelete('cascade'),
      )
      .addColumn('agent_id', integer)
      .addColumn('html', 'text', c => c.notNull())
      .addColumn('created_at', integer, c => c.notNull())
      .execute()
    // A conversation goes with its last entry, and notes are entries.
    await db.schema.createIndex('note_conversation').on('note').column('conversation_id').execute()
    await db.schema
      .createTable('secret')
      .addColumn('name', 'text', c => c.primaryKey())
      .addColumn('value', 'text', c => c.notNull())
      .execute()
  },
})
