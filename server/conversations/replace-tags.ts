import type { Context } from '../context.ts'
import { Refusal } from '../errors/refusal.ts'
import type { StoredConversation } from '../records/conversations.ts'
import { lockByNumber } from './read.ts'
import { addTag, removeTag } from './tags.ts'

/**
 * Has a conversation of either API carry these tags and no others, all or nothing.
 *
 * @throws Refusal `not_found`; `validation_failed` for a slug that the tenant does not have
 */
export function replaceTags(
  context: Context,
  tenantId: string,
  id: number,
  slugs: readonly string[],
): Promise<StoredConversation> {
  return context.store.write(async tx => {
    const { db } = tx
    const conversation = await lockByNumber(tx, context, id)
    if (conversation?.tenant_id !== tenantId)
      throw new Refusal('not_found', 'There is no conversation with this id.')
    const known = await db
      .selectFrom('tag')
      .select(['id', 'slug'])
      .where('tenant_id', '=', tenantId)
      .orderBy('id')
      .execute()
    const unknown = slugs.flatMap((slug, index) =>
      known.some(tag => tag.slug === slug)
        ? []
        : [{ path: `/tags/${index}`, code: 'unknown', message: `tags.${index} is no tag of the workspace` }],
    )
    if (unknown.length > 0) throw Refusal.invalid(unknown)
    const carried = await db
      .selectFrom('conversation_tag')
      .select('tag_id')
      .where('conversation_id', '=', id)
      .execute()
    const before = new Set(carried.map(({ tag_id }) => tag_id))
    const wanted = known.filter(({ slug }) => slugs.includes(slug))
    const added = wanted.filter(tag => !before.has(tag.id))
    const gone = [...before].filter(tagId => !wanted.some(tag => tag.id === tagId))
    if (added.length + gone.length === 0) return conversation
    for (const tag of added) await addTag(tx, context, conversation, tag.id, null)
    for (const tagId of gone) await removeTag(tx, context, id, tagId, null)
    const after = { ...conversation, tags: wanted.map(({ slug }) => slug), updated_at: context.clock.now() }
    await context.publish(tx, tenantId, { name: 'conversation.updated', conversation: after })
    return after
  })
}
