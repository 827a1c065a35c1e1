import { toTimestamp } from '../../clock.ts'
import { advance, nextDue, settle } from '../advance.ts'
import type { ControlHandlers } from '../handler.ts'
import { requireClock, type World } from '../world.ts'

async function view({ clock, context }: World) {
  const now = (clock ?? context.clock).now()
  // Where the time is that of several tenants, so is what is due.
  const due = clock && (await nextDue(context, now))
  return {
    now: toTimestamp(now),
    frozen: clock?.isFrozen ?? false,
    nextDueAt: due === undefined ? null : toTimestamp(due),
  }
}

export const clockHandlers: ControlHandlers<'getClock' | 'updateClock' | 'deleteClock' | 'advanceClock'> = {
  getClock: async ({ world }) => ({ status: 200, body: await view(world) }),
  async updateClock({ world, body: { now, frozen } }) {
    const clock = requireClock(world)
    await world.context.jobs.leaveRealTime()
    clock.set({
      ...(now === undefined ? {} : { now: Date.parse(now) }),
      ...(frozen === undefined ? {} : { frozen }),
    })
    await settle(world, clock)
    return { status: 200, body: await view(world) }
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
    return { status: 200, body: await view(world) }
  },
}
