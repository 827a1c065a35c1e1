import { sql } from 'kysely'
import type { Db } from '../store.ts'

/** For the migration `timeline` alone: since then next-id.ts. SQLite keeps the last number of an AUTOINCREMENT key in a table that may be written (sqlite.org/autoinc.html). */
export async function nextEntryId(db: Db): Promise<number> {
  const counted = await sql<{ seq: number }>`
    update sqlite_sequence set seq = seq + 1 where name = 'message' returning seq`.execute(db)
  const [row] = counted.rows
  if (row) return row.seq
  await sql`insert into sqlite_sequence (name, seq) values ('message', 1)`.execute(db)
  return 1
}
