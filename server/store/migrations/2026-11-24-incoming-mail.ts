import { type Kysely, sql } from 'kysely'
import type { Migration } from 'kysely/migration'
import type { ColumnTypes } from './column-types.ts'

/** What mail that comes in needs, and what is known of each recipient of mail that goes out. */
export const incomingMail = ({ integer }: ColumnTypes): Migration => ({
  async up(db: Kysely<unknown>) {
    await db.schema
      .alterTable('channel')
      .addColumn('api', 'text', c => c.notNull().defaultTo('fernand'))
      .execute()
    // Asked for each recipient of a mail that comes in.
    await db.schema.createIndex('channel_address').on('channel').expression(sql`lower(address)`).execute()

    await db.schema.alterTable('message').addColumn('channel_id', integer).execute()
    await db.schema.alterTable('message').addColumn('deliveries', 'text').execute()
    await db.schema.alterTable('message').addColumn('unsubscribe_url', 'text').execute()
    await db.schema
      .alterTable('message')
      .addColumn('is_automated', 'integer', c => c.notNull().defaultTo(0))
      .execute()
    await db.schema.alterTable('message').addColumn('language', 'text').execute()
    await sql`update message
      set channel_id = (select channel_id from conversation where conversation.id = message.conversation_id)
      where mail_message_id is not null`.execute(db)
    // Finds what a mail answers, and decides that a mail which is delivered twice is stored once. One that a channel
    // sends to itself is there twice, as sent and as received.
    await db.schema
      .createIndex('message_mail')
      .unique()
      .on('message')
      .columns(['tenant_id', 'channel_id', 'mail_message_id', 'direction'])
      .where(sql.ref('mail_message_id'), 'is not', null)
      .execute()
  },
})
