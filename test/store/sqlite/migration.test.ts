import { copyFileSync, existsSync } from 'node:fs'
import { join } from 'node:path'
import SqliteDatabase from 'better-sqlite3'
import { Kysely, SqliteDialect } from 'kysely'
import { expect, it } from 'vitest'
import { systemClock } from '../../../server/clock.ts'
import { migrateSqlite } from '../../../server/store/sqlite/migrations.ts'
import { openSqlite } from '../../../server/store/sqlite/open.ts'
import type { Database } from '../../../server/store/tables/index.ts'
import { root, temporaryFolder } from '../../support/process.ts'

it('what a kill leaves anywhere in a migration is taken over by the next start', async () => {
  const folder = temporaryFolder()
  const path = join(folder, 'released.db')
  copyFileSync(join(root, 'test/fixtures/databases/1.0.0.db'), path)
  const connection = new SqliteDatabase(path)
  connection.pragma('journal_mode = WAL')
  const left: string[] = []
  /** What is on the disk now: a process that is killed leaves no more. */
  const keep = () => {
    const copy = join(folder, `left-${left.length}.db`)
    for (const end of ['', '-wal'])
      if (existsSync(`${path}${end}`)) copyFileSync(`${path}${end}`, `${copy}${end}`)
    left.push(copy)
  }
  const database = {
    prepare(sql: string) {
      keep()
      return connection.prepare(sql)
    },
    close: () => connection.close(),
  }
  const db = new Kysely<Database>({ dialect: new SqliteDialect({ database }) })
  await migrateSqlite(connection, db)
  keep()
  await db.destroy()

  expect(left.length).toBeGreaterThan(5)
  for (const copy of left) {
    const store = await openSqlite(copy, systemClock)
    const { count } = await store.read(db =>
      db
        .selectFrom('conversation')
        .select(({ fn }) => fn.countAll<number>().as('count'))
        .executeTakeFirstOrThrow(),
    )
    expect(count).toBeGreaterThan(0)
    await store.close()
  }
})
