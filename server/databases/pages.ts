import { createHash } from 'node:crypto'
import { sql } from 'kysely'
import type { Db } from '../store/store.ts'
import type { Table } from '../store/whole.ts'

/** A row of any table. */
export type Row = Record<string, unknown>
/** Where a row stands in its table: the values of its key. */
export type Place = (string | number)[]

/** The most rows of a page, and the most bytes, unless one row alone has more. */
const ROWS = 500
const BYTES = 4 * 2 ** 20

/**
 * The rows of a table in the order of its key, a page at a time: how large they are is asked before they are read.
 *
 * @param after where the one before the first row stands
 */
export async function* pagesOf(
  db: Db,
  { name, columns, key }: Table,
  after?: Place,
): AsyncGenerator<{ rows: Row[]; last: Place }> {
  const keys = sql.join(key.map(column => sql.ref(column)))
  const sizes = columns
    .filter(({ kind }) => kind !== 'integer')
    .map(column => sql`coalesce(octet_length(${sql.ref(column.name)}), 0)`)
  const size = sizes.length === 0 ? sql`0` : sql.join(sizes, sql` + `)
  const all = sql.join(columns.map(column => sql.ref(column.name)))
  const placeOf = (row: Row | undefined): Place => key.map(column => row?.[column] as string | number) // a key is one or the other
  for (let place = after; ; ) {
    const from = place === undefined ? sql`true` : sql`(${keys}) > (${sql.join(place)})`
    const { rows: ahead } = await sql<Row & { copied_bytes: number }>`select ${keys}, ${size} as copied_bytes
      from ${sql.table(name)} where ${from} order by ${keys} limit ${ROWS}`.execute(db)
    if (ahead.length === 0) return
    let [bytes, count] = [0, 0]
    for (const { copied_bytes } of ahead) {
      bytes += copied_bytes
      if (bytes > BYTES && count > 0) break
      count++
    }
    const last = placeOf(ahead[count - 1])
    const { rows } = await sql<Row>`select ${all} from ${sql.table(name)}
      where ${from} and (${keys}) <= (${sql.join(last)}) order by ${keys}`.execute(db)
    yield { rows, last }
    place = last
  }
}

/** What a table holds, in a form that is the same on both engines, whatever the order of its rows. */
export interface Sum {
  rows: number
  /** The sum of the SHA-256 of each row, modulo 2^256, in hex. */
  digest: string
}

const MODULUS = 2n ** 256n

export function createSum() {
  let [rows, total] = [0, 0n]
  return {
    add(row: Row): void {
      const hash = createHash('sha256')
      for (const column of Object.keys(row).sort()) {
        const value = row[column]
        hash.update(`${column} `)
        if (value instanceof Uint8Array) hash.update(`bytes ${value.length} `).update(value)
        else if (typeof value === 'string') hash.update(`text ${Buffer.byteLength(value)} `).update(value)
        else hash.update(`${value} `)
      }
      rows++
      total = (total + BigInt(`0x${hash.digest('hex')}`)) % MODULUS
    },
    get: (): Sum => ({ rows, digest: total.toString(16).padStart(64, '0') }),
  }
}

export async function sumOf(db: Db, table: Table): Promise<Sum> {
  const sum = createSum()
  for await (const { rows } of pagesOf(db, table)) for (const row of rows) sum.add(row)
  return sum.get()
}
