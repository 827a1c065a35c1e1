import { filled } from '../../face/handler.ts'
import type { FaultRule } from '../faults.ts'
import type { ControlHandlers } from '../handler.ts'
import type { World } from '../world.ts'

const view = ({ random: _, ...rule }: FaultRule) => rule

export const faultHandlers: ControlHandlers<
  'createFault' | 'listFaults' | 'deleteFaults',
  Pick<World, 'faults'>
> = {
  async createFault({ world, body: { what, operation = null, count = null, probability, seed, seconds } }) {
    const rule = world.faults.add({
      ...{ what, operation, remaining: count },
      ...{ probability: filled(probability), seed: filled(seed), seconds: filled(seconds) },
    })
    return { status: 201, body: view(rule) }
  },
  listFaults: async ({ world }) => ({
    status: 200,
    body: { data: world.faults.all.map(view), nextCursor: null },
  }),
  async deleteFaults({ world }) {
    world.faults.clear()
    return { status: 204 }
  },
}
