import { prepared } from '../store/prepared.ts'
import type { Tx } from '../store/store.ts'

const claim = prepared<{ id: number; now: number }, { id: number }>((db, value) =>
  db
    .updateTable('message')
    .set({ sending_since: value('now') })
    .where('id', '=', value('id'))
    // A sent one may still wait for some of its recipients.
    .where('status', 'in', ['pending', 'sent'])
    .returning('id'),
)

/**
 * Takes a message for sending, so that it cannot be deleted meanwhile.
 *
 * @param now milliseconds since 1970
 * @returns false when it was deleted, or was bounced meanwhile
 */
export const claimForSending = async ({ db }: Tx, messageId: number, now: number): Promise<boolean> =>
  (await claim(db, { id: messageId, now })).length > 0
