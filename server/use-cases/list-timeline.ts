import type { Context } from '../context.ts'
import { requireMailConversationIn } from '../conversations/mail-read.ts'
import { messagesBefore, type Page } from '../messages/read.ts'
import type { TimelineEntry } from '../records/entries.ts'

/**
 * One page of the timeline of the tenant's conversation that was opened by Fernand's API: messages, notes and events,
 * the newest first. No two of them have the same number, so a number is a place in it.
 *
 * @throws Refusal `not_found`
 */
export function listTimeline(
  { store }: Context,
  tenantId: string,
  conversationId: number,
  page: Page,
): Promise<TimelineEntry[]> {
  return store.read(async db => {
    await requireMailConversationIn(db, tenantId, conversationId)
    const messages = await messagesBefore(db, conversationId, page)
    let entries = db
      .selectFrom('entry')
      .selectAll()
      .where('conversation_id', '=', conversationId)
      .orderBy('id', 'desc')
      .limit(page.limit)
    if (page.before !== undefined) entries = entries.where('id', '<', page.before)
    const all = [
      ...messages.map(message => ({ id: message.id, line: { kind: 'message' as const, message } })),
      ...(await entries.execute()).map(entry => ({ id: entry.id, line: { kind: 'entry' as const, entry } })),
    ]
    return all
      .sort((a, b) => b.id - a.id)
      .slice(0, page.limit)
      .map(({ line }) => line)
  })
}
