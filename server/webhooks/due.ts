import { prepared } from '../store/prepared.ts'

/** A delivery whose time has come. */
export interface Due {
  id: number
  uid: string
  conversation_id: number | null
  step: number
}

/** How many deliveries of a subscription one process has in hand at most: under way, or next. */
export const MOST_IN_HAND = 64

interface Skipped {
  subscriptionId: number
  now: number
  limit: number
  ids: Iterable<number>
  conversations: Iterable<number>
}

/** Numbers in a list of one length, so that the statement is always the same. */
const slots = Array.from({ length: MOST_IN_HAND }, (_, index) => index)
const NOBODY = -1

type Values = { subscriptionId: number; now: number; limit: number } & Record<
  `i${number}` | `c${number}`,
  number
>

const select = prepared<Values, Due>((db, value) =>
  db
    .selectFrom('webhook_delivery')
    .select(['id', 'uid', 'conversation_id', 'step'])
    .where('subscription_id', '=', value('subscriptionId'))
    .where('due_at', '<=', value('now'))
    .where(
      'id',
      'not in',
      slots.map(slot => value(`i${slot}`)),
    )
    .where(free =>
      free.or([
        free('conversation_id', 'is', null),
        free(
          'conversation_id',
          'not in',
          slots.map(slot => value(`c${slot}`)),
        ),
      ]),
    )
    .orderBy('due_at')
    .orderBy('id')
    .limit(value('limit')),
)

/** The deliveries that are due, those to be made first at the front, without the ids and conversations given. */
export const selectDue = (
  db: Parameters<typeof select>[0],
  { ids, conversations, ...place }: Skipped,
): Promise<Due[]> => select(db, { ...place, ...named('i', ids), ...named('c', conversations) } as Values) // a number in every slot

function named(prefix: 'i' | 'c', numbers: Iterable<number>): Record<string, number> {
  const given = [...numbers]
  return Object.fromEntries(slots.map(slot => [`${prefix}${slot}`, given[slot] ?? NOBODY]))
}
