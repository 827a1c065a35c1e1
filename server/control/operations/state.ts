import { toTimestamp } from '../../clock.ts'
import { Refusal } from '../../errors/refusal.ts'
import type { ControlHandlers } from '../handler.ts'
import { type Kept, requireState } from '../world.ts'

const view = ({ id, at }: Kept) => ({ id, at: toTimestamp(at) })

export const stateHandlers: ControlHandlers<'createSnapshot' | 'restoreSnapshot' | 'resetTenant'> = {
  createSnapshot: async ({ world }) => ({ status: 201, body: view(await requireState(world).keep()) }),
  async restoreSnapshot({ world, path }) {
    const kept = await requireState(world).restore(path.id)
    if (!kept) throw new Refusal('not_found', `${world.name} has no snapshot ${path.id}.`)
    return { status: 200, body: view(kept) }
  },
  async resetTenant({ world }) {
    await requireState(world).reset()
    return { status: 204 }
  },
}
