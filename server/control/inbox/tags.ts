import type { components } from '../../../generated/control/types.ts'
import { replaceTags } from '../../conversations/replace-tags.ts'
import { shownStatus } from '../other-side.ts'
import type { World } from '../world.ts'
import { idIn, requireAny } from './find.ts'

/**
 * Sets the tags of a conversation.
 *
 * @throws Refusal `not_found`; `validation_failed` for a slug that the tenant does not have
 */
export async function setTags(
  world: World,
  named: string,
  slugs: readonly string[],
): Promise<components['schemas']['ConversationChanged']> {
  const { id } = await requireAny(world, named)
  const changed = await replaceTags(world.context, world.tenantId, id, slugs)
  return { conversationId: idIn(changed), status: shownStatus(changed) }
}
