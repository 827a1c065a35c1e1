import { type Kysely, sql } from 'kysely'
import type { Migration } from 'kysely/migration'
import type { ColumnTypes } from './column-types.ts'

/** Webhook subscriptions, what is to be delivered to them, and what came of it. */
export const webhooks = ({ integer, identity }: ColumnTypes): Migration => ({
  async up(db: Kysely<unknown>) {
    await db.schema
      .alterTable('tenant')
      .addColumn('webhooks', 'integer', c => c.notNull().defaultTo(1))
      .execute()

    await db.schema
      .createTable('webhook_subscription')
      .addColumn('id', integer, identity)
      .addColumn('uid', 'text', c => c.notNull().unique())
      .addColumn('tenant_id', 'text', c => c.notNull().references('tenant.id'))
      .addColumn('name', 'text', c => c.notNull())
      .addColumn('url', 'text', c => c.notNull())
      .addColumn('events', 'text', c => c.notNull())
      .addColumn('secret', 'text', c => c.notNull())
      .addColumn('previous_secret', 'text')
      .addColumn('previous_secret_until', integer)
      .addColumn('is_active', 'integer', c => c.notNull())
      .addColumn('disabled_reason', 'text')
      .addColumn('failing_since', integer)
      .addColumn('paused_until', integer)
      .addColumn('pump', 'text')
      .addColumn('pump_until', integer)
      .addColumn('created_at', integer, c => c.notNull())
      .addColumn('updated_at', integer, c => c.notNull())
      .addColumn('deleted_at', integer)
      .execute()
    // Pages through a tenant's subscriptions, and finds those of an event.
    await db.schema
      .createIndex('webhook_subscription_tenant')
      .on('webhook_subscription')
      .columns(['tenant_id', 'id'])
      .execute()

    await db.schema
      .createTable('webhook_delivery')
      .addColumn('id', integer, identity)
      .addColumn('uid', 'text', c => c.notNull())
      .addColumn('subscription_id', integer, c =>
        c.notNull().references('webhook_subscription.id').onDelete('cascade'),
      )
      .addColumn('conversation_id', integer)
      .addColumn('event', 'text', c => c.notNull())
      .addColumn('body', 'text', c => c.notNull())
      .addColumn('status', 'text', c => c.notNull())
      .addColumn('step', integer, c => c.notNull())
      .addColumn('due_at', integer)
      .addColumn('created_at', integer, c => c.notNull())
      .addColumn('finished_at', integer)
      // A delivery is found by its event's id.
      .addUniqueConstraint('webhook_delivery_uid', ['subscription_id', 'uid'])
      .execute()
    // What is to be done for a subscription, first attempts first.
    await db.schema
      .createIndex('webhook_delivery_due')
      .on('webhook_delivery')
      .columns(['subscription_id', 'due_at', 'id'])
      .where(sql.ref('due_at'), 'is not', null)
      .execute()
    // Pages through the deliveries of a subscription, newest first.
    await db.schema
      .createIndex('webhook_delivery_newest')
      .on('webhook_delivery')
      .columns(['subscription_id', 'id'])
      .execute()
    // The same for those with one status, which may be few among many.
    await db.schema
      .createIndex('webhook_delivery_status')
      .on('webhook_delivery')
      .columns(['subscription_id', 'status', 'id'])
      .execute()

    await db.schema
      .createTable('webhook_attempt')
      .addColumn('id', integer, identity)
      .addColumn('delivery_id', integer, c =>
        c.notNull().references('webhook_delivery.id').onDelete('cascade'),
      )
      .addColumn('at', integer, c => c.notNull())
      .addColumn('duration', integer, c => c.notNull())
      .addColumn('status', integer)
      .addColumn('error', 'text')
      .addColumn('answer', 'text')
      .execute()
    // A delivery is read with its attempts.
    await db.schema
      .createIndex('webhook_attempt_delivery')
      .on('webhook_attempt')
      .columns(['delivery_id', 'id'])
      .execute()
  },
})
