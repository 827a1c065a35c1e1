import { type Kysely, sql } from 'kysely'
import type { Migration } from 'kysely/migration'
import { migrations } from '../migrations/index.ts'
import { postgresColumnTypes } from './column-types.ts'
import { nextEntryId } from './entry-id.ts'

/** The tables of both engines, and then what is PostgreSQL's own. Append only, in order of their names. */
export const postgresMigrations: Record<string, Migration> = {
  ...migrations(postgresColumnTypes, nextEntryId),
  '2026-11-22-job-runners': {
    async up(db: Kysely<unknown>) {
      // The jobs are graphile-worker's, in its own schema.
      await db.schema.dropTable('job').execute()
      // Who works on jobs, so that those of a process that died are taken over.
      await db.schema
        .createTable('job_runner')
        .addColumn('id', 'text', c => c.primaryKey())
        .addColumn('seen_at', sql`timestamptz`, c => c.notNull())
        .execute()
    },
  },
  '2026-11-25-search': {
    async up(db: Kysely<unknown>) {
      await db.schema
        .createTable('search_document')
        .addColumn('id', 'bigint', c => c.primaryKey())
        .addColumn('conversation_id', 'bigint', c => c.notNull())
        .addColumn('body', sql`tsvector`, c => c.notNull())
        .execute()
      // Finds conversations by the words of their messages and subjects.
      await db.schema
        .createIndex('search_document_body')
        .on('search_document')
        .using('gin')
        .column('body')
        .execute()
    },
  },
}
