import type { Context } from '../context.ts'
import { requireMailConversation } from '../conversations/mail-read.ts'
import { type GivenChange, updateMailConversation } from '../conversations/update-mail.ts'
import { Refusal } from '../errors/refusal.ts'
import type { MailConversation } from '../records/conversations.ts'
import { requireAgent } from '../tenants/agents.ts'
import { deleteConversation } from './delete-conversation.ts'

/**
 * Does the same to several conversations of Fernand's API, each as a whole or not at all.
 *
 * @param change or `delete`, which deletes them for good
 * @param agentId who changes them, for the timeline
 * @returns those that changed: what does not exist, or cannot be deleted at this moment, is left out
 * @throws Refusal `not_found` for an agent, `validation_failed` for a snooze that would end in the past; nothing is
 *   done then
 */
export async function updateConversations(
  context: Context,
  tenantId: string,
  ids: readonly number[],
  change: GivenChange | 'delete',
  agentId: number | null,
): Promise<MailConversation[]> {
  if (change !== 'delete' && change.agent) {
    const { agent } = change
    await context.store.read(db => requireAgent(db, tenantId, agent))
  }
  const changed: MailConversation[] = []
  for (const id of ids) {
    try {
      if (change === 'delete') {
        const before = await requireMailConversation(context, tenantId, id)
        await deleteConversation(context, tenantId, id)
        changed.push(before)
      } else changed.push(await updateMailConversation(context, tenantId, id, change, agentId))
    } catch (error) {
      if (!(error instanceof Refusal) || !left.has(error.code)) throw error
    }
  }
  return changed
}

/** What keeps one conversation from changing, and no other. */
const left: ReadonlySet<Refusal['code']> = new Set(['not_found', 'invalid_state'])
