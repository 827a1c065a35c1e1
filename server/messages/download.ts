import { Refusal } from '../refusal.ts'
import type { Store } from '../store/store.ts'

/**
 * The source of a mail, byte for byte.
 *
 * @throws Refusal `not_found` when it was deleted
 */
export async function originalOf({ read }: Store, messageId: number): Promise<Uint8Array> {
  const row = await read(db =>
    db.selectFrom('message_source').select('source').where('message_id', '=', messageId).executeTakeFirst(),
  )
  if (!row) throw new Refusal('not_found', 'There is no such mail any more.')
  return row.source
}

/**
 * An attachment with its bytes.
 *
 * @throws Refusal `not_found` when it was deleted
 */
export async function attachmentOf(
  { read }: Store,
  id: number,
): Promise<{ name: string; type: string; content: Uint8Array }> {
  const row = await read(db =>
    db.selectFrom('attachment').select(['name', 'type', 'content']).where('id', '=', id).executeTakeFirst(),
  )
  if (!row) throw new Refusal('not_found', 'There is no such file any more.')
  return row
}
