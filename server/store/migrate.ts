import { sql } from 'kysely'
import { type Migration, Migrator } from 'kysely/migration'
import type { Db } from './store.ts'
import { UNFINISHED } from './whole.ts'

/**
 * Brings the schema of a database up to date.
 *
 * @throws Error with the reason; for a database that a newer version has written, or a copy that was not finished, in
 *   words for whoever starts a server on it
 */
export async function bringUpToDate(db: Db, migrations: Record<string, Migration>): Promise<void> {
  const provider = { getMigrations: async () => migrations }
  const { error } = await new Migrator({ db, provider }).migrateToLatest()
  if (!error) return
  const unknown = (await migrationsOf(db).catch(() => [])).filter(name => !(name in migrations))
  if (unknown.includes(UNFINISHED))
    throw new Error('it holds a copy that is not finished; run the same `db copy` again')
  if (unknown.length > 0)
    throw new Error(
      `a newer version has written it, with migrations that this one does not know: ${unknown.join(', ')}`,
    )
  throw error
}

/** What was done to the schema of a database, by name; nothing for one that is empty. */
export async function migrationsOf(db: Db): Promise<string[]> {
  if (!(await hasTable(db, 'kysely_migration'))) return []
  const { rows } = await sql<{ name: string }>`select name from kysely_migration order by name`.execute(db)
  return rows.map(({ name }) => name)
}

export const hasTable = async (db: Db, table: string): Promise<boolean> =>
  (await db.introspection.getTables({ withInternalKyselyTables: true })).some(({ name }) => name === table)

/** Has every server refuse a database for as long as a copy into it is not finished: no version knows this migration. */
export const markUnfinished = (db: Db): Promise<unknown> =>
  sql`insert into kysely_migration (name, timestamp) values (${UNFINISHED}, '')`.execute(db)

export const markFinished = (db: Db): Promise<unknown> =>
  sql`delete from kysely_migration where name = ${UNFINISHED}`.execute(db)
