import { type Kysely, sql } from 'kysely'
import type { Migration } from 'kysely/migration'
import { migrations } from '../migrations/index.ts'
import { sqliteColumnTypes } from './column-types.ts'
import { nextEntryId } from './entry-id.ts'

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
}
