import { toTimestamp } from '../../clock.ts'
import { advance, settle } from '../advance.ts'
import type { ControlHandlers } from '../handler.ts'
import { requireClock, type World } from '../world.ts'

const view = ({ clock, context }: World) => ({
  now: toTimestamp((clock ?? context.clock).now()),
  frozen: clock?.isFrozen ?? false,
})

export const clockHandlers: ControlHandlers<'getClock' | 'updateClock' | 'deleteClock' | 'advanceClock'> = {
  getClock: async ({ world }) => ({ status: 200, body: view(world) }),
  async updateClock({ world, body: { now, frozen } }) {
    const clock = requireClock(world)
    await world.context.jobs.leaveRealTime()
    clock.set({
      ...(now === undefined ? {} : { now: Date.parse(now) }),
      ...(frozen === undefined ? {} : { frozen }),
    })
    await settle(world, clock)
    return { status: 200, body: view(world) }
  },
  async deleteClock({ world }) {
    requireClock(world).reset()
    await world.context.jobs.returnToRealTime()
    return { status: 204 }
  },
  async advanceClock({ world, body: { seconds } }) {
    const clock = requireClock(world)
    await world.context.jobs.leaveRealTime()
    await advance(world, clock, Math.round(seconds * 1000))
    return { status: 200, body: view(world) }
  },
}
