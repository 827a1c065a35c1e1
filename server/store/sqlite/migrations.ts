import { type Kysely, sql } from 'kysely'
import type { Migration } from 'kysely/migration'
import { migrations } from '../migrations/index.ts'
import { sqliteColumnTypes } from './column-types.ts'

/** The tables of both engines, and then what is SQLite's own. Append only, in order of their names. */
export const sqliteMigrations: Record<string, Migration> = {
  ...migrations(sqliteColumnTypes),
  '2026-11-25-search': {
    async up(db: Kysely<unknown>) {
      // Finds conversations by the words of their messages and subjects; words come in lower case already.
      await sql`create virtual table search_document using fts5(
        conversation_id unindexed, body, tokenize = "unicode61 remove_diacritics 0"
      )`.execute(db)
    },
  },
}
