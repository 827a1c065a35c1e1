import { join } from 'node:path'
import SqliteDatabase from 'better-sqlite3'
import { Kysely, SqliteDialect, sql } from 'kysely'
import { Migrator } from 'kysely/migration'
import { expect, it } from 'vitest'
import { systemClock } from '../../../server/clock.ts'
import { wordsOf } from '../../../server/store/search.ts'
import { sqliteMigrations } from '../../../server/store/sqlite/migrations.ts'
import { openSqlite } from '../../../server/store/sqlite/open.ts'
import { temporaryFolder } from '../../support/process.ts'

it('what was made findable before the texts were kept once is found, and removed, after the migration', async () => {
  const file = join(temporaryFolder(), 'test.db')
  const former = new Kysely<object>({ dialect: new SqliteDialect({ database: new SqliteDatabase(file) }) })
  const provider = { getMigrations: async () => sqliteMigrations }
  const { error } = await new Migrator({ db: former, provider }).migrateTo('2026-11-26-tags')
  expect(error).toBeUndefined()
  for (const [id, text] of [
    [1, 'Your invoice, Käthe'],
    [-7, 'Another invoice'],
  ] as const)
    await sql`insert into search_document (rowid, conversation_id, body) values (${id}, 7, ${wordsOf(text)})`.execute(
      former,
    )
  await former.destroy()

  const store = await openSqlite(file, systemClock)
  const found = (text: string) =>
    store.read(async db => {
      const { rows } = await sql`select * from ${store.search.conversationsWith(wordsOf(text))}`.execute(db)
      return rows
    })
  expect(await found('INVOICE käthe')).toEqual([{ conversation_id: 7 }])
  expect(await found('another')).toEqual([{ conversation_id: 7 }])
  await store.write(({ db }) => store.search.remove(db, { conversationId: 7 }))
  expect(await found('another')).toEqual([])
  expect(await found('invoice')).toEqual([{ conversation_id: 7 }])
  await store.close()
})
