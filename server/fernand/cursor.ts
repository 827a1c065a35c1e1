import type { MailOrder, MailPlace } from '../conversations/mail-list.ts'
import { Refusal } from '../errors/refusal.ts'
import { idOf, type Numbers, numberOf } from '../tenants/numbers.ts'

/** A place in a list of that order; opaque to callers. */
export const encodeCursor = (order: MailOrder, { waitingSince, id }: MailPlace): string =>
  Buffer.from(`${order}:${waitingSince ?? ''}:${numberOf(id)}`).toString('base64url')

/** @throws Refusal `validation_failed` for a cursor that this server did not make, or made for another order */
export function decodeCursor(cursor: string, order: MailOrder, numbers: Numbers): MailPlace {
  const [of, waitingSince = '', id = ''] = Buffer.from(cursor, 'base64url').toString().split(':')
  const place = {
    waitingSince: waitingSince === '' ? null : Number(waitingSince),
    id: idOf(numbers, Number(id)),
  }
  if (of === order && encodeCursor(order, place) === cursor) return place
  throw Refusal.invalid([
    {
      in: 'query',
      path: '/cursor',
      code: 'cursor',
      message: 'cursor is not the cursor of an earlier page of this order',
    },
  ])
}
