import { filled } from '../handler.ts'
import { decodeCursor, encodeCursor } from './cursor.ts'

interface PageQuery {
  limit?: number
  cursor?: string
}

/** What a page of a list asks the domain for: one more than it shows tells whether there is another page. */
export function pageOf(query: PageQuery): { before: number | undefined; limit: number } {
  return {
    before: query.cursor === undefined ? undefined : decodeCursor(query.cursor),
    limit: filled(query.limit) + 1,
  }
}

/** One page in the envelope of every list. */
export function listBody<Row extends { id: number }, View>(
  { limit }: PageQuery,
  found: readonly Row[],
  view: (row: Row) => View,
): { data: View[]; nextCursor: string | null } {
  const page = found.slice(0, filled(limit))
  const last = page.at(-1)
  return {
    data: page.map(view),
    nextCursor: found.length > page.length && last ? encodeCursor(last.id) : null,
  }
}

/** One page of what the workspace file defines: a cursor is a place in it. */
export function catalogBody<View>(
  query: PageQuery,
  all: readonly View[],
): { data: View[]; nextCursor: string | null } {
  const from = query.cursor === undefined ? 0 : decodeCursor(query.cursor)
  const to = from + filled(query.limit)
  return { data: all.slice(from, to), nextCursor: to < all.length ? encodeCursor(to) : null }
}
