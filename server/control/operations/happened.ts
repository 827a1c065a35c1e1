import { toTimestamp } from '../../clock.ts'
import { Refusal } from '../../errors/refusal.ts'
import type { ControlHandlers } from '../handler.ts'
import type { HappenedEvent } from '../world.ts'

/** An event as the lists have it. */
export const eventView = ({ at, data, ...event }: HappenedEvent) => ({
  ...event,
  at: toTimestamp(at),
  data: { ...data },
})

export const happenedHandlers: ControlHandlers<'listEvents' | 'listJobs'> = {
  async listEvents({ world, query: { after, wait = 0 } }) {
    const found = await world.events.wait(wait, undefined, after)
    return { status: 200, body: { data: found.map(eventView), nextCursor: null } }
  },
  async listJobs({ world }) {
    if (!world.clock) throw new Refusal('invalid_state', 'The jobs of this tenant are not its own alone.')
    const jobs = await world.context.jobs.list()
    const data = jobs.map(({ runAt, ...job }) => ({ ...job, dueAt: toTimestamp(runAt) }))
    return { status: 200, body: { data, nextCursor: null } }
  },
}
