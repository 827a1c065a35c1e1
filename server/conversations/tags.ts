import type { Context } from '../context.ts'
import { Refusal } from '../errors/refusal.ts'
import type { MailConversation } from '../records/conversations.ts'
import type { Tx } from '../store/store.ts'
import { createTagIn, findTagId, type StoredTag, tagOf } from '../tenants/tags.ts'
import { addEvent } from './entries.ts'
import { lockMailConversation, requireMailConversationIn } from './mail-read.ts'
import { touchConversation } from './touch.ts'

/** Puts a tag on a conversation; one that it carries already changes nothing. */
export async function addTag(
  tx: Tx,
  context: Context,
  { id, tenant_id }: { id: number; tenant_id: string },
  tagId: number,
  agentId: number | null,
): Promise<void> {
  const { numInsertedOrUpdatedRows } = await tx.db
    .insertInto('conversation_tag')
    .values({ conversation_id: id, tag_id: tagId, tenant_id })
    .onConflict(conflict => conflict.doNothing())
    .executeTakeFirstOrThrow()
  if (numInsertedOrUpdatedRows === 0n) return
  await touchConversation(tx, id, context.clock.now())
  await addEvent(tx, context, id, agentId, { event: 'tag', data: { tag_id: tagId } })
}

/** Takes a tag from a conversation; one that it does not carry changes nothing. */
export async function removeTag(
  tx: Tx,
  context: Context,
  id: number,
  tagId: number,
  agentId: number | null,
): Promise<void> {
  const { numDeletedRows } = await tx.db
    .deleteFrom('conversation_tag')
    .where('conversation_id', '=', id)
    .where('tag_id', '=', tagId)
    .executeTakeFirstOrThrow()
  if (numDeletedRows === 0n) return
  await touchConversation(tx, id, context.clock.now())
  await addEvent(tx, context, id, agentId, { event: 'untag', data: { tag_id: tagId } })
}

/**
 * Tags a conversation of Fernand's API by a name or a slug; a tag that does not exist is made.
 *
 * @throws Refusal `not_found` for the conversation
 */
export function tagConversation(
  context: Context,
  tenantId: string,
  id: number,
  name: string,
  agentId: number | null,
): Promise<StoredTag> {
  return context.store.write(async tx => {
    const conversation = await lockMailConversation(tx, tenantId, id)
    const tagId = (await findTagId(tx.db, tenantId, name)) ?? (await createTagIn(tx, tenantId, name)).id
    await addTag(tx, context, conversation, tagId, agentId)
    return await tagOf(tx.db, tenantId, tagId)
  })
}

/**
 * Takes a tag from a conversation of Fernand's API; one that it does not carry changes nothing.
 *
 * @param said the tag's name or slug
 * @throws Refusal `not_found` for the conversation, and for a tag that the tenant does not have
 */
export function untagConversation(
  context: Context,
  tenantId: string,
  id: number,
  said: string,
  agentId: number | null,
): Promise<MailConversation> {
  return context.store.write(async tx => {
    await lockMailConversation(tx, tenantId, id)
    const tagId = await findTagId(tx.db, tenantId, said)
    if (tagId === undefined) throw new Refusal('not_found', 'There is no tag with this name or slug.')
    await removeTag(tx, context, id, tagId, agentId)
    return await requireMailConversationIn(tx.db, tenantId, id)
  })
}
