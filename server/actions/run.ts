import { sql } from 'kysely'
import type { Context } from '../context.ts'
import { changeMailConversation } from '../conversations/change-mail.ts'
import { addNote } from '../conversations/entries.ts'
import { addTag } from '../conversations/tags.ts'
import type { Tx } from '../store/store.ts'
import type { PlannedAction } from './effect.ts'

/** An action as it comes back, with what became of it. */
export interface DoneAction {
  name: string
  data: Record<string, unknown>
  snippet_id?: number
  status: 'done' | 'ignored'
}

/** How actions are reported of which none has failed: one that fails refuses the request before. */
export const outcomesOf = (actions: readonly PlannedAction[]): DoneAction[] =>
  actions.map(({ given, effect }) => ({ ...given, status: effect ? 'done' : 'ignored' }))

/**
 * Does what was planned, in order, and counts the snippets.
 *
 * @param reply sends one more mail in the conversation
 */
export async function runActions(
  tx: Tx,
  context: Context,
  conversation: { id: number; tenant_id: string },
  actions: readonly PlannedAction[],
  { agentId, reply }: { agentId: number | null; reply(html: string): Promise<unknown> },
): Promise<void> {
  const { id, tenant_id } = conversation
  const now = context.clock.now()
  for (const { effect } of actions) {
    switch (effect?.kind) {
      case 'change':
        await changeMailConversation(tx, context, id, effect.change, agentId)
        break
      case 'reply':
        await reply(effect.html)
        break
      case 'note':
        await addNote(tx, context, { conversationId: id, agentId, html: effect.html })
        break
      case 'tag':
        await addTag(tx, context, conversation, effect.tagId, agentId)
        break
    }
  }
  const snippets = new Set(actions.flatMap(({ given }) => given.snippet_id ?? []))
  // In their order, so that two requests with the same snippets never wait for each other in turn.
  for (const snippet of [...snippets].sort((a, b) => a - b)) {
    await tx.db
      .updateTable('snippet')
      .set({ applied_count: sql`applied_count + 1`, last_applied_at: now })
      .where('tenant_id', '=', tenant_id)
      .where('id', '=', snippet)
      .execute()
  }
}
