import { sql } from 'kysely'
import type { SharedPlaces } from '../places.ts'
import { prepared } from '../prepared.ts'
import type { Db } from '../store.ts'

interface Counted {
  bucket: string
  second: number
  wanted: number
  most: number
}

/** One statement, which waits for whoever counts the same bucket and then sees what that one has counted. */
const take = prepared<Counted, { granted: number; seconds: Record<string, number> }>((db, value) => {
  const second = sql`${value('second')}::bigint`
  const [wanted, most] = [sql`${value('wanted')}::int`, sql`${value('most')}::int`]
  return {
    compile: () =>
      sql<{ granted: number; seconds: Record<string, number> }>`
        insert into rate_window as known (bucket, last, seconds, granted)
        values (${value('bucket')}, ${second}, jsonb_build_object(${second}, least(${wanted}, ${most})),
          least(${wanted}, ${most}))
        on conflict (bucket) do update set last = excluded.last, (seconds, granted) = (
          with kept as (
            select key, value::int as places from jsonb_each_text(known.seconds)
            where key::bigint between ${second} - 60 and ${second} + 60
          ), room as (
            select greatest(0, least(${wanted}, ${most} - coalesce(sum(places), 0)))::int as granted from kept
          ), counted as (
            select key, sum(places) as places from (
              select key, places from kept
              union all select ${second}::text, granted from room where granted > 0
            ) as each group by key
          )
          select (select coalesce(jsonb_object_agg(key, places), '{}') from counted), (select granted from room)
        )
        returning granted, seconds`.compile(db),
  }
})

/** A row for each bucket, in a table that is not written to the log: a count costs no wait for the disk. */
export const postgresPlaces = (read: <T>(work: (db: Db) => Promise<T>) => Promise<T>): SharedPlaces => ({
  async take(bucket, { wanted, most, now }) {
    const [row] = await read(db => take(db, { bucket, second: Math.floor(now / 1000), wanted, most }))
    return {
      granted: row?.granted ?? 0,
      seconds: new Map(Object.entries(row?.seconds ?? {}).map(([second, count]) => [Number(second), count])),
    }
  },
  async forget(before) {
    await read(db => sql`delete from rate_window where last < ${Math.floor(before / 1000)}`.execute(db))
  },
})
