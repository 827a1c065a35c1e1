import type SqliteDatabase from 'better-sqlite3'
import { type Kysely, sql } from 'kysely'
import type { Migration } from 'kysely/migration'
import { bringUpToDate } from '../migrate.ts'
import { migrations } from '../migrations/index.ts'
import type { Db } from '../store.ts'
import { sqliteColumnTypes } from './column-types.ts'
import { nextEntryId } from './entry-id.ts'

/**
 * Brings the schema up to date in one transaction. Kysely opens none for this engine (`supportsTransactionalDdl`), and a
 * process that ends between a statement and the note of it would leave what no start can go on with.
 *
 * @param db runs on `connection`
 */
export async function migrateSqlite(connection: SqliteDatabase.Database, db: Db): Promise<void> {
  connection.exec('BEGIN IMMEDIATE')
  try {
    await bringUpToDate(db, sqliteMigrations)
    connection.exec('COMMIT')
  } catch (error) {
    if (connection.inTransaction) connection.exec('ROLLBACK')
    throw error
  }
}

/** The tables of both engines, and then what is SQLite's own. Append only, in order of their names. */
export const sqliteMigrations: Record<string, Migration> = {
  ...migrations(sqliteColumnTypes, nextEntryId),
  '2026-11-25-search': {
    async up(db: Kysely<unknown>) {
      // Finds conversations by the words of their messages and subjects; words come in lower case already.
      await sql`create virtual table search_document using fts5(
        conversation_id unindexed, body, tokenize = "unicode61 remove_diacritics 0"
      )`.execute(db)
    },
  },
  '2026-11-26-tags': {
    async up(db: Kysely<unknown>) {
      // One tree in place of two: there is nothing in it but the key and the tenant.
      await db.schema.alterTable('conversation_tag').renameTo('former_tag').execute()
      await db.schema
        .createTable('conversation_tag')
        .addColumn('conversation_id', 'integer', c =>
          c.notNull().references('conversation.id').onDelete('cascade'),
        )
        .addColumn('tag_id', 'integer', c => c.notNull())
        .addColumn('tenant_id', 'text', c => c.notNull())
        .addPrimaryKeyConstraint('conversation_tag_key', ['conversation_id', 'tag_id'])
        .modifyEnd(sql`without rowid`)
        .execute()
      await sql`insert into conversation_tag select conversation_id, tag_id, tenant_id from former_tag`.execute(
        db,
      )
      await db.schema.dropTable('former_tag').execute()
    },
  },
  '2026-11-27-search': {
    async up(db: Kysely<unknown>) {
      // Without a copy of the texts: they are in their messages (sqlite.org/fts5.html#contentless_delete_tables).
      await sql`alter table search_document rename to former_document`.execute(db)
      await sql`create virtual table search_document using fts5(
        conversation_id unindexed, body, tokenize = "unicode61 remove_diacritics 0",
        content = '', contentless_delete = 1, contentless_unindexed = 1
      )`.execute(db)
      await sql`insert into search_document (rowid, conversation_id, body)
        select rowid, conversation_id, body from former_document`.execute(db)
      await db.schema.dropTable('former_document').execute()
    },
  },
  '2026-11-28-numbers': {
    async up(db: Kysely<unknown>) {
      const kinds = sql.lit('["conversation","message","contact","attachment","recipient","draft"]')
      const tenantOf = {
        conversation: 'new.tenant_id',
        message: 'new.tenant_id',
        contact: 'new.tenant_id',
        attachment: '(select tenant_id from message where id = new.message_id)',
        recipient: '(select tenant_id from conversation where id = new.conversation_id)',
        draft: '(select tenant_id from conversation where id = new.conversation_id)',
        entry: '(select tenant_id from conversation where id = new.conversation_id)',
      }
      await sql`alter table tenant add column number integer`.execute(db)
      await sql`alter table tenant add column numbered_after integer not null default 0`.execute(db)
      // What is there keeps its number, and each tenant goes on behind the last of all.
      await sql`update tenant set
        number = (select count(*) from tenant other where other.id <= tenant.id),
        numbered_after = (select coalesce(max(seq), 0) from sqlite_sequence
          where name in (select value from json_each(${kinds})))`.execute(db)
      await sql`create unique index tenant_number on tenant (number)`.execute(db)
      // The last id of each kind that a tenant has given; a deleted one never comes again.
      await sql`create table number (tenant_id text not null, kind text not null, last integer not null,
        constraint number_key primary key (tenant_id, kind)) without rowid`.execute(db)
      await sql`insert into number select tenant.id, value, number * 4294967296 + numbered_after
        from tenant, json_each(${kinds})`.execute(db)
      await sql`create trigger tenant_number after insert on tenant begin
        update tenant set number = (select coalesce(max(number), 0) + 1 from tenant) where id = new.id;
        insert into number select new.id, value, (select number from tenant where id = new.id) * 4294967296
          from json_each(${kinds});
      end`.execute(db)
      for (const [table, tenantId] of Object.entries(tenantOf)) {
        await sql`create trigger ${sql.id(`${table}_number`)} after insert on ${sql.id(table)} begin
          update number set last = new.id
            where tenant_id = ${sql.raw(tenantId)} and kind = ${sql.lit(table === 'entry' ? 'message' : table)}
            and last < new.id;
        end`.execute(db)
      }
    },
  },
}
