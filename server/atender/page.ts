import type { Cursors } from '../face/cursors.ts'

/**
 * One page of a list that goes down by id.
 *
 * @param find the entries older than `before`, at most `limit` of them
 * @throws Refusal `validation_failed` for a cursor that no page gave
 */
export async function pageOf<Row extends { id: number }, View>(
  cursors: Cursors,
  limit: number,
  cursor: string | undefined,
  find: (place: { before: number | undefined; limit: number }) => Promise<Row[]>,
  view: (row: Row) => View,
): Promise<{ data: View[]; nextCursor: string | null }> {
  const before = cursor === undefined ? undefined : cursors.open(cursor)
  // One more than the page holds tells whether there is another page.
  const found = await find({ before, limit: limit + 1 })
  const page = found.slice(0, limit)
  const last = page.at(-1)
  return {
    data: page.map(view),
    nextCursor: found.length > limit && last ? cursors.seal(last.id) : null,
  }
}

/** One page of what the workspace file defines: a cursor is a place in it. */
export function catalogPage<View>(
  cursors: Cursors,
  limit: number,
  cursor: string | undefined,
  all: readonly View[],
): { data: View[]; nextCursor: string | null } {
  const from = cursor === undefined ? 0 : cursors.open(cursor)
  const to = from + limit
  return { data: all.slice(from, to), nextCursor: to < all.length ? cursors.seal(to) : null }
}
