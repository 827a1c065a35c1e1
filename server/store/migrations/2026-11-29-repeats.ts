import type { Kysely } from 'kysely'
import type { Migration } from 'kysely/migration'

/** Tells the repeat of a mail from another mail with its Message-ID. */
export const repeats = (): Migration => ({
  async up(db: Kysely<unknown>) {
    await db.schema.alterTable('message').addColumn('mail_digest', 'text').execute()
    await db.schema.dropIndex('message_mail').execute()
    await db.schema
      .createIndex('message_mail')
      .on('message')
      .columns(['tenant_id', 'channel_id', 'mail_message_id'])
      .where('mail_message_id' as never, 'is not', null)
      .execute()
    await db.schema
      .createIndex('message_digest')
      .unique()
      .on('message')
      .columns(['tenant_id', 'channel_id', 'mail_digest'])
      .where('mail_digest' as never, 'is not', null)
      .execute()
  },
})
