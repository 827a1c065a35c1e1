import { type Kysely, sql } from 'kysely'
import type { Migration } from 'kysely/migration'
import { migrations } from '../migrations/index.ts'
import { postgresColumnTypes } from './column-types.ts'

/** The tables of both engines, and then what is PostgreSQL's own. Append only, in order of their names. */
export const postgresMigrations: Record<string, Migration> = {
  ...migrations(postgresColumnTypes),
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
}
