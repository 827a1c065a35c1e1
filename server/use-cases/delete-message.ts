import type { Context } from '../context.ts'
import { lockMailConversation } from '../conversations/mail-read.ts'
import { touchConversation } from '../conversations/touch.ts'
import { Refusal } from '../errors/refusal.ts'
import type { StoredMessage } from '../records/messages.ts'

/**
 * Deletes a message of Fernand's API for good; with the last entry of a conversation, the conversation.
 *
 * @param mustBe a status without which it stays
 * @returns the status that it had: a `pending` one was not sent and never will be
 * @throws Refusal `not_found`; `invalid_state` while it is handed to the mail server, and for another status
 */
export function deleteMessage(
  { store, clock }: Context,
  tenantId: string,
  conversationId: number,
  /** Its number, or its UUID. */
  named: number | string,
  mustBe?: StoredMessage['status'],
): Promise<StoredMessage['status']> {
  return store.write(async tx => {
    const { db } = tx
    await lockMailConversation(tx, tenantId, conversationId)
    const own = db.selectFrom('message').where('conversation_id', '=', conversationId)
    const message = await own
      .select(['id', 'status', 'sending_since'])
      .where(typeof named === 'number' ? 'id' : 'uid', '=', named)
      .executeTakeFirst()
    if (!message) throw new Refusal('not_found', 'The conversation has no message with this id.')
    const messageId = message.id
    // The claim for sending may be made between reading and deleting: the deletion itself decides.
    const deletion = db
      .deleteFrom('message')
      .where('id', '=', messageId)
      .where('sending_since', 'is', null)
      .returning('status')
    const gone = await (mustBe ? deletion.where('status', '=', mustBe) : deletion).executeTakeFirst()
    if (!gone && mustBe && message.status !== mustBe)
      throw new Refusal('invalid_state', `The message is ${message.status}, not ${mustBe}.`)
    if (!gone) {
      throw new Refusal(
        'invalid_state',
        'The message is being sent at this moment; try again in a few seconds.',
      )
    }
    await store.search.remove(db, { conversationId, messageId })
    const left = await own.select('id').limit(1).executeTakeFirst()
    const note = await db
      .selectFrom('entry')
      .select('id')
      .where('conversation_id', '=', conversationId)
      .where('kind', '=', 'note')
      .limit(1)
      .executeTakeFirst()
    if (!left && !note) {
      await store.search.remove(db, { conversationId })
      await db.deleteFrom('conversation').where('id', '=', conversationId).execute()
    } else await touchConversation(tx, conversationId, clock.now())
    return gone.status
  })
}
