import { Refusal } from '../../errors/refusal.ts'
import { deleteMessage } from '../../use-cases/delete-message.ts'
import type { World } from '../world.ts'
import { requireMessage } from './find.ts'

/**
 * Takes back a mail that has not left.
 *
 * @throws Refusal `not_found`; `invalid_state` for one that has, or is leaving, and for those of Atender's API
 */
export async function takeBack(world: World, named: string): Promise<void> {
  const { context, tenantId } = world
  const { id, conversation_id, api } = await requireMessage(world, named)
  if (api === 'atender') throw new Refusal('invalid_state', "Atender's API takes no message back.")
  await deleteMessage(context, tenantId, conversation_id, id, 'pending')
}
