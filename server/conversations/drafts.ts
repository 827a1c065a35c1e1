import type { Selectable } from 'kysely'
import type { Context } from '../context.ts'
import { Refusal } from '../errors/refusal.ts'
import { nextIdIn } from '../store/next-id.ts'
import type { DraftTable } from '../store/tables/conversations.ts'
import { requireAgent } from '../tenants/agents.ts'
import { lockMailConversation } from './mail-read.ts'

export type StoredDraft = Selectable<DraftTable>

type Agent = { id: number | undefined; email: string | undefined }

/** What is undefined was not given. */
interface GivenDraft {
  content: Record<string, unknown>
  title: string | undefined
  author: Agent | undefined
  target: Agent | undefined
}

/**
 * Keeps a draft in a conversation of Fernand's API.
 *
 * @param agentId its author, unless it names one
 * @throws Refusal `not_found` for the conversation and for an agent
 */
export function createDraft(
  { store, clock }: Context,
  tenantId: string,
  conversationId: number,
  agentId: number | null,
  { content, title, author, target }: GivenDraft,
): Promise<StoredDraft> {
  return store.write(async tx => {
    await lockMailConversation(tx, tenantId, conversationId)
    const idOf = async (agent: Agent, field: string) =>
      (await requireAgent(tx.db, tenantId, agent, `${field}: `)).id
    const now = clock.now()
    return await tx.db
      .insertInto('draft')
      .values({
        id: nextIdIn(tx.db, 'draft', conversationId),
        conversation_id: conversationId,
        title: title ?? null,
        content: JSON.stringify(content),
        author_id: author ? await idOf(author, 'author') : agentId,
        target_id: target ? await idOf(target, 'target') : null,
        created_at: now,
        updated_at: now,
      })
      .returningAll()
      .executeTakeFirstOrThrow()
  })
}

/** @throws Refusal `not_found` for the conversation, and for a draft that it does not have */
export function deleteDraft(
  { store }: Context,
  tenantId: string,
  conversationId: number,
  draftId: number,
): Promise<void> {
  return store.write(async tx => {
    await lockMailConversation(tx, tenantId, conversationId)
    const { numDeletedRows } = await tx.db
      .deleteFrom('draft')
      .where('id', '=', draftId)
      .where('conversation_id', '=', conversationId)
      .executeTakeFirstOrThrow()
    if (numDeletedRows === 0n) throw new Refusal('not_found', 'The conversation has no draft with this id.')
  })
}
