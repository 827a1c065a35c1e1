import type { Store } from '../store/store.ts'

/**
 * Takes a message for sending, so that it cannot be deleted meanwhile.
 *
 * @param now milliseconds since 1970
 * @returns false when it was deleted, or was bounced meanwhile
 */
export async function claimForSending(store: Store, messageId: number, now: number): Promise<boolean> {
  const claimed = await store.write(({ db }) =>
    db
      .updateTable('message')
      .set({ sending_since: now })
      .where('id', '=', messageId)
      // A sent one may still wait for some of its recipients.
      .where('status', 'in', ['pending', 'sent'])
      .returning('id')
      .execute(),
  )
  return claimed.length > 0
}
