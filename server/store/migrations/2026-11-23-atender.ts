import type { Kysely } from 'kysely'
import type { Migration } from 'kysely/migration'
import type { ColumnTypes } from './column-types.ts'

/** What Atender's replies, lists, keys and service levels need. */
export const atender = ({ integer, identity }: ColumnTypes): Migration => ({
  async up(db: Kysely<unknown>) {
    await db.schema.alterTable('conversation').addColumn('previous_uid', 'text').execute()
    await db.schema.dropIndex('conversation_newest').execute()
    // Pages through a tenant's conversations, newest first; those of another status or channel are passed over
    // without reading their rows.
    await db.schema
      .createIndex('conversation_newest')
      .on('conversation')
      .columns(['tenant_id', 'api', 'id', 'status', 'channel'])
      .execute()
    // Pages through the conversations with one contact.
    await db.schema
      .createIndex('conversation_contact')
      .on('conversation')
      .columns(['contact_id', 'id'])
      .execute()
    // Pages through a tenant's contacts, newest first.
    await db.schema.createIndex('contact_newest').on('contact').columns(['tenant_id', 'id']).execute()
    // Atender's callers fetch by this id.
    await db.schema.createIndex('contact_uid').unique().on('contact').column('uid').execute()

    await db.schema.alterTable('message').addColumn('in_reply_to', 'text').execute()
    await db.schema.alterTable('message').addColumn('mail_references', 'text').execute()

    await db.schema
      .alterTable('tag')
      .addColumn('type', 'text', c => c.notNull().defaultTo('topic'))
      .execute()
    await db.schema.alterTable('tag').addColumn('parent', 'text').execute()
    await db.schema.alterTable('custom_field').addColumn('name', 'text').execute()

    await db.schema.alterTable('api_key').addColumn('name', 'text').execute()
    await db.schema.alterTable('api_key').addColumn('created_at', integer).execute()
    await db.schema.alterTable('api_key').addColumn('revoked_at', integer).execute()
    await db.schema
      .createTable('key_usage')
      .addColumn('key_hash', 'text', c => c.notNull())
      .addColumn('day', 'text', c => c.notNull())
      .addColumn('requests', integer, c => c.notNull())
      .addPrimaryKeyConstraint('key_usage_key', ['key_hash', 'day'])
      .execute()

    await db.schema
      .createTable('sla_policy')
      .addColumn('tenant_id', 'text', c => c.notNull().references('tenant.id'))
      .addColumn('position', 'integer', c => c.notNull())
      .addColumn('team_id', 'text')
      .addColumn('channel', 'text')
      .addColumn('first_reply', integer)
      .addColumn('resolution', integer)
      .addPrimaryKeyConstraint('sla_policy_key', ['tenant_id', 'position'])
      .execute()
    await db.schema
      .createTable('sla_target')
      .addColumn('id', integer, identity)
      .addColumn('conversation_id', integer, c =>
        c.notNull().references('conversation.id').onDelete('cascade'),
      )
      .addColumn('metric', 'text', c => c.notNull())
      .addColumn('deadline', integer, c => c.notNull())
      .addColumn('state', 'text', c => c.notNull())
      .addUniqueConstraint('sla_target_metric', ['conversation_id', 'metric'])
      .execute()
  },
})
