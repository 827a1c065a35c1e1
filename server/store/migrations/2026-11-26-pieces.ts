import { type Kysely, sql } from 'kysely'
import type { Migration } from 'kysely/migration'
import type { ColumnTypes } from './column-types.ts'

/** Files and the sources of mails in pieces, so that a large one is written and read a little at a time. */
export const pieces = ({ integer, blob }: ColumnTypes): Migration => ({
  async up(db: Kysely<unknown>) {
    await db.schema
      .createTable('attachment_content')
      .addColumn('attachment_id', integer, c => c.notNull().references('attachment.id').onDelete('cascade'))
      .addColumn('position', integer, c => c.notNull())
      .addColumn('content', blob, c => c.notNull())
      .addPrimaryKeyConstraint('attachment_content_key', ['attachment_id', 'position'])
      .execute()
    // What is there already stays in one piece.
    await sql`insert into attachment_content select id, 0, content from attachment`.execute(db)
    await db.schema.alterTable('attachment').dropColumn('content').execute()

    await db.schema.alterTable('message_source').renameTo('whole_source').execute()
    await db.schema
      .createTable('message_source')
      .addColumn('message_id', integer, c => c.notNull().references('message.id').onDelete('cascade'))
      .addColumn('position', integer, c => c.notNull())
      .addColumn('source', blob, c => c.notNull())
      .addPrimaryKeyConstraint('message_source_key', ['message_id', 'position'])
      .execute()
    await sql`insert into message_source select message_id, 0, source from whole_source`.execute(db)
    await db.schema.dropTable('whole_source').execute()
  },
})
