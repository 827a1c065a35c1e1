import { sql } from 'kysely'
import type { Db } from '../store.ts'

/** For the migration `timeline` alone: since then next-id.ts. */
export async function nextEntryId(db: Db): Promise<number> {
  const { rows } = await sql<{ id: number }>`
    select nextval(pg_get_serial_sequence('message', 'id')) as id`.execute(db)
  return Number(rows[0]?.id)
}
