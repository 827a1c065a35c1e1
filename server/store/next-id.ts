import { type Expression, type RawBuilder, SqliteAdapter, sql } from 'kysely'
import type { Db } from './store.ts'

/**
 * What each tenant numbers by itself, so that no number tells how much others write. Notes and events share the numbers
 * of messages.
 */
export type Numbered = 'conversation' | 'message' | 'contact' | 'attachment' | 'recipient' | 'draft'

/** Of each, the numbers of a tenant: its ids begin at this much times its own number. */
export const NUMBERS = 2 ** 32

/**
 * The id of a tenant's next row, for its INSERT. PostgreSQL has a sequence for each tenant and kind; SQLite, which lets
 * one transaction write at a time, a table that triggers keep: see the migrations `numbers`.
 */
export const nextId = (db: Db, kind: Numbered, tenantId: Expression<string> | string): RawBuilder<number> =>
  db.getExecutor().adapter instanceof SqliteAdapter
    ? sql`(select last + 1 from number where tenant_id = ${tenantId} and kind = ${sql.lit(kind)})`
    : sql`next_id(${tenantId}, ${sql.lit(kind)})`

/** The same for what belongs to a conversation. */
export const nextIdIn = (
  db: Db,
  kind: Numbered,
  conversationId: Expression<number> | number,
): RawBuilder<number> =>
  nextId(db, kind, sql`(select tenant_id from conversation where id = ${conversationId})`)
