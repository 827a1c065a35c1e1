import { Refusal } from '../errors/refusal.ts'

/** A place in a list that goes down by id; opaque to callers. */
export const encodeCursor = (id: number): string => Buffer.from(String(id)).toString('base64url')

/** @throws Refusal `validation_failed` for a cursor that this server did not make */
export function decodeCursor(cursor: string): number {
  const id = Number(Buffer.from(cursor, 'base64url').toString())
  if (Number.isSafeInteger(id) && encodeCursor(id) === cursor) return id
  throw Refusal.invalid([
    {
      in: 'query',
      path: '/cursor',
      code: 'cursor',
      message: 'cursor is not the nextCursor of an earlier page',
    },
  ])
}
