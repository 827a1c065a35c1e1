import { prepared } from '../store/prepared.ts'
import type { Tx } from '../store/store.ts'

const update = prepared<{ id: number; now: number }, unknown>((db, value) =>
  db
    .updateTable('conversation')
    .set({ updated_at: value('now') })
    .where('id', '=', value('id')),
)

/** Writes down that something in a conversation has changed, so that lists by that have it first. */
export async function touchConversation({ db }: Tx, id: number, now: number): Promise<void> {
  await update(db, { id, now })
}
