import { type Kysely, sql } from 'kysely'
import type { Migration } from 'kysely/migration'
import type { ColumnTypes } from './column-types.ts'

/** The first tables: the workspace, conversations with what belongs to them, jobs. */
export const conversations = ({ integer, blob, identity }: ColumnTypes): Migration => ({
  async up(db: Kysely<unknown>) {
    await workspace(db, integer)
    await db.schema
      .createTable('contact')
      .addColumn('id', integer, identity)
      .addColumn('uid', 'text', c => c.notNull())
      .addColumn('tenant_id', 'text', c => c.notNull().references('tenant.id'))
      .addColumn('email', 'text', c => c.notNull())
      .addColumn('name', 'text')
      .addColumn('phone', 'text')
      .addColumn('created_at', integer, c => c.notNull())
      .addColumn('updated_at', integer, c => c.notNull())
      // Contacts are matched by address; two requests at once must end up with one contact.
      .addUniqueConstraint('contact_email', ['tenant_id', 'email'])
      .execute()

    await db.schema
      .createTable('conversation')
      .addColumn('id', integer, identity)
      // Atender's callers fetch by this id.
      .addColumn('uid', 'text', c => c.notNull().unique())
      .addColumn('tenant_id', 'text', c => c.notNull().references('tenant.id'))
      .addColumn('api', 'text', c => c.notNull())
      .addColumn('external_reference', 'text')
      .addColumn('subject', 'text', c => c.notNull())
      .addColumn('channel', 'text', c => c.notNull())
      .addColumn('channel_id', integer)
      .addColumn('contact_id', integer, c => c.notNull().references('contact.id'))
      .addColumn('team_id', 'text')
      .addColumn('agent_id', integer)
      .addColumn('status', 'text', c => c.notNull())
      .addColumn('custom_fields', 'text', c => c.notNull())
      .addColumn('metadata', 'text', c => c.notNull())
      .addColumn('created_at', integer, c => c.notNull())
      .addColumn('updated_at', integer, c => c.notNull())
      .addColumn('last_incoming_at', integer)
      .execute()
    // Decides which of two requests with one reference creates the conversation; serves the fetch by reference.
    await db.schema
      .createIndex('conversation_external_reference')
      .unique()
      .on('conversation')
      .columns(['tenant_id', 'external_reference'])
      .where(sql.ref('external_reference'), 'is not', null)
      .execute()
    // Pages through a tenant's conversations, newest first.
    await db.schema
      .createIndex('conversation_newest')
      .on('conversation')
      .columns(['tenant_id', 'api', 'id'])
      .execute()

    await db.schema
      .createTable('conversation_tag')
      .addColumn('conversation_id', integer, c =>
        c.notNull().references('conversation.id').onDelete('cascade'),
      )
      .addColumn('tag_id', integer, c => c.notNull())
      .addColumn('tenant_id', 'text', c => c.notNull())
      .addPrimaryKeyConstraint('conversation_tag_key', ['conversation_id', 'tag_id'])
      .execute()

    await db.schema
      .createTable('recipient')
      .addColumn('id', integer, identity)
      .addColumn('conversation_id', integer, c =>
        c.notNull().references('conversation.id').onDelete('cascade'),
      )
      .addColumn('contact_id', integer, c => c.notNull().references('contact.id'))
      .addColumn('kind', 'text', c => c.notNull())
      .execute()
    // A conversation is read with its recipients.
    await db.schema.createIndex('recipient_conversation').on('recipient').column('conversation_id').execute()

    await db.schema
      .createTable('message')
      .addColumn('id', integer, identity)
      .addColumn('uid', 'text', c => c.notNull())
      .addColumn('tenant_id', 'text', c => c.notNull())
      .addColumn('conversation_id', integer, c =>
        c.notNull().references('conversation.id').onDelete('cascade'),
      )
      .addColumn('direction', 'text', c => c.notNull())
      .addColumn('status', 'text', c => c.notNull())
      .addColumn('text', 'text')
      .addColumn('html', 'text')
      .addColumn('agent_id', integer)
      .addColumn('contact_id', integer)
      .addColumn('created_at', integer, c => c.notNull())
      .addColumn('sent_at', integer)
      .addColumn('delay', integer)
      .addColumn('generated_id', 'text')
      .addColumn('actions', 'text', c => c.notNull())
      .addColumn('mail_message_id', 'text')
      .addColumn('recipients', 'text')
      .addColumn('last_event', 'text')
      .execute()
    // Pages through the messages of a conversation, newest first.
    await db.schema
      .createIndex('message_conversation')
      .on('message')
      .columns(['conversation_id', 'id'])
      .execute()

    await db.schema
      .createTable('attachment')
      .addColumn('id', integer, identity)
      .addColumn('uid', 'text', c => c.notNull().unique())
      .addColumn('message_id', integer, c => c.notNull().references('message.id').onDelete('cascade'))
      .addColumn('name', 'text', c => c.notNull())
      .addColumn('type', 'text', c => c.notNull())
      .addColumn('size', integer, c => c.notNull())
      .addColumn('content', blob, c => c.notNull())
      .execute()
    // A message is read with its attachments.
    await db.schema.createIndex('attachment_message').on('attachment').column('message_id').execute()

    await db.schema
      .createTable('message_source')
      .addColumn('message_id', integer, c => c.primaryKey().references('message.id').onDelete('cascade'))
      .addColumn('source', blob, c => c.notNull())
      .execute()

    await db.schema
      .createTable('job')
      .addColumn('id', integer, identity)
      .addColumn('task', 'text', c => c.notNull())
      .addColumn('payload', 'text', c => c.notNull())
      .addColumn('run_at', integer, c => c.notNull())
      .addColumn('attempts', integer, c => c.notNull())
      .addColumn('locked_by', 'text')
      .addColumn('locked_until', integer)
      .execute()
    // The runner asks for what is due first.
    await db.schema.createIndex('job_due').on('job').columns(['run_at', 'id']).execute()
  },
})

async function workspace(db: Kysely<unknown>, integer: ColumnTypes['integer']): Promise<void> {
  await db.schema
    .createTable('tenant')
    .addColumn('id', 'text', c => c.primaryKey())
    .addColumn('name', 'text', c => c.notNull())
    .addColumn('environment', 'text', c => c.notNull())
    .execute()
  await db.schema
    .createTable('api_key')
    .addColumn('hash', 'text', c => c.primaryKey())
    .addColumn('tenant_id', 'text', c => c.notNull().references('tenant.id'))
    .addColumn('api', 'text', c => c.notNull())
    .addColumn('scopes', 'text', c => c.notNull())
    .addColumn('tier', 'text')
    .addColumn('is_active', 'integer', c => c.notNull())
    .execute()
  await db.schema
    .createTable('team')
    .addColumn('tenant_id', 'text', c => c.notNull().references('tenant.id'))
    .addColumn('id', 'text', c => c.notNull())
    .addColumn('name', 'text', c => c.notNull())
    .addColumn('is_default', 'integer', c => c.notNull())
    .addPrimaryKeyConstraint('team_key', ['tenant_id', 'id'])
    .execute()
  await db.schema
    .createTable('team_channel')
    .addColumn('tenant_id', 'text', c => c.notNull())
    .addColumn('channel', 'text', c => c.notNull())
    .addColumn('team_id', 'text', c => c.notNull())
    // A channel has one team.
    .addPrimaryKeyConstraint('team_channel_key', ['tenant_id', 'channel'])
    .addForeignKeyConstraint('team_channel_team', ['tenant_id', 'team_id'], 'team', ['tenant_id', 'id'])
    .execute()
  await db.schema
    .createTable('tag')
    .addColumn('tenant_id', 'text', c => c.notNull().references('tenant.id'))
    .addColumn('id', integer, c => c.notNull())
    .addColumn('slug', 'text', c => c.notNull())
    .addColumn('name', 'text', c => c.notNull())
    .addPrimaryKeyConstraint('tag_key', ['tenant_id', 'id'])
    .addUniqueConstraint('tag_slug', ['tenant_id', 'slug'])
    .execute()
  await db.schema
    .createTable('custom_field')
    .addColumn('tenant_id', 'text', c => c.notNull().references('tenant.id'))
    .addColumn('key', 'text', c => c.notNull())
    .addColumn('type', 'text', c => c.notNull())
    .addColumn('options', 'text', c => c.notNull())
    .addPrimaryKeyConstraint('custom_field_key', ['tenant_id', 'key'])
    .execute()
  await db.schema
    .createTable('channel')
    .addColumn('tenant_id', 'text', c => c.notNull().references('tenant.id'))
    .addColumn('id', integer, c => c.notNull())
    .addColumn('address', 'text', c => c.notNull())
    .addColumn('name', 'text')
    .addPrimaryKeyConstraint('channel_key', ['tenant_id', 'id'])
    .execute()
  await db.schema
    .createTable('agent')
    .addColumn('tenant_id', 'text', c => c.notNull().references('tenant.id'))
    .addColumn('id', integer, c => c.notNull())
    .addColumn('name', 'text', c => c.notNull())
    .addColumn('email', 'text', c => c.notNull())
    .addColumn('is_active', 'integer', c => c.notNull())
    .addPrimaryKeyConstraint('agent_key', ['tenant_id', 'id'])
    // An agent is found by address too.
    .addUniqueConstraint('agent_email', ['tenant_id', 'email'])
    .execute()
  await db.schema
    .createTable('snippet')
    .addColumn('tenant_id', 'text', c => c.notNull().references('tenant.id'))
    .addColumn('id', integer, c => c.notNull())
    .addColumn('name', 'text', c => c.notNull())
    .addColumn('actions', 'text', c => c.notNull())
    .addPrimaryKeyConstraint('snippet_key', ['tenant_id', 'id'])
    .execute()
}
