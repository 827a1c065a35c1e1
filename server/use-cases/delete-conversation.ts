import type { Context } from '../context.ts'
import { lockMailConversation } from '../conversations/mail-read.ts'
import { Refusal } from '../errors/refusal.ts'

/**
 * Deletes a conversation of Fernand's API for good, with all that is in it. What is pending is never sent.
 *
 * @throws Refusal `not_found`; `invalid_state` while one of its mails is handed to the mail server
 */
export function deleteConversation({ store }: Context, tenantId: string, id: number): Promise<void> {
  return store.write(async tx => {
    const { db } = tx
    await lockMailConversation(tx, tenantId, id)
    const messages = await db
      .deleteFrom('message')
      .where('conversation_id', '=', id)
      .where('sending_since', 'is', null)
      .returning('id')
      .execute()
    const left = await db
      .selectFrom('message')
      .select('id')
      .where('conversation_id', '=', id)
      .executeTakeFirst()
    if (left) {
      throw new Refusal(
        'invalid_state',
        'A message of the conversation is being sent at this moment; try again in a few seconds.',
      )
    }
    for (const { id: messageId } of messages) await store.search.remove(db, { conversationId: id, messageId })
    await store.search.remove(db, { conversationId: id })
    await db.deleteFrom('conversation').where('id', '=', id).execute()
  })
}
