import { type Kysely, sql } from 'kysely'
import type { Migration } from 'kysely/migration'
import { systemClock } from '../../clock.ts'
import type { Db } from '../store.ts'
import type { ColumnTypes } from './column-types.ts'

interface Note {
  conversation_id: number
  agent_id: number | null
  html: string
  created_at: number
}

/** Fernand's timeline: notes and events beside the messages, with numbers that no message has; and what else it shows. */
export const timeline = (
  { integer, identity }: ColumnTypes,
  nextEntryId: (db: Db) => Promise<number>,
): Migration => ({
  async up(db: Kysely<unknown>) {
    await db.schema
      .createTable('entry')
      .addColumn('id', integer, c => c.primaryKey())
      .addColumn('conversation_id', integer, c =>
        c.notNull().references('conversation.id').onDelete('cascade'),
      )
      .addColumn('kind', 'text', c => c.notNull())
      .addColumn('agent_id', integer)
      .addColumn('created_at', integer, c => c.notNull())
      .addColumn('html', 'text')
      .addColumn('edited_at', integer)
      .addColumn('generated_id', 'text')
      .addColumn('actions', 'text', c => c.notNull().defaultTo('[]'))
      .addColumn('mentions', 'text', c => c.notNull().defaultTo('[]'))
      .addColumn('event', 'text')
      .addColumn('data', 'text', c => c.notNull().defaultTo('{}'))
      .execute()
    await db.schema.createIndex('entry_conversation').on('entry').columns(['conversation_id', 'id']).execute()
    const { rows: notes } = await sql<Note>`
      select conversation_id, agent_id, html, created_at from note order by id`.execute(db)
    for (const { conversation_id, agent_id, html, created_at } of notes) {
      const id = await nextEntryId(db as Db) // the tables it reads are there
      await sql`insert into entry (id, conversation_id, kind, agent_id, created_at, html)
        values (${id}, ${conversation_id}, 'note', ${agent_id}, ${created_at}, ${html})`.execute(db)
    }
    await db.schema.dropTable('note').execute()
    await db.schema
      .createTable('draft')
      .addColumn('id', integer, identity)
      .addColumn('conversation_id', integer, c =>
        c.notNull().references('conversation.id').onDelete('cascade'),
      )
      .addColumn('title', 'text')
      .addColumn('content', 'text', c => c.notNull())
      .addColumn('author_id', integer)
      .addColumn('target_id', integer)
      .addColumn('created_at', integer, c => c.notNull())
      .addColumn('updated_at', integer, c => c.notNull())
      .execute()
    await db.schema.createIndex('draft_conversation').on('draft').column('conversation_id').execute()

    await db.schema
      .alterTable('tenant')
      .addColumn('id_prefixes', integer, c => c.notNull().defaultTo(1))
      .execute()
    await db.schema.alterTable('tenant').addColumn('custom_tier', 'text').execute()
    await db.schema.alterTable('api_key').addColumn('agent_id', integer).execute()
    await db.schema.alterTable('tag').addColumn('color', 'text').execute()
    await db.schema
      .alterTable('snippet')
      .addColumn('created_at', integer, c => c.notNull().defaultTo(0))
      .execute()
    await db.schema.alterTable('snippet').addColumn('shortcut', 'text').execute()
    await db.schema
      .alterTable('snippet')
      .addColumn('categories', 'text', c => c.notNull().defaultTo('[0]'))
      .execute()
    // Nobody has written down when: it is told as of today.
    await sql`update snippet set created_at = ${systemClock.now()}`.execute(db)
  },
})
