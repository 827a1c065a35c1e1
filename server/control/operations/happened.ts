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
    const rows = await world.context.store.read(db =>
      db.selectFrom('job').selectAll().orderBy('run_at').execute(),
    )
    const data = rows.map(({ task, payload, run_at, attempts }) => ({
      task,
      payload: JSON.parse(payload) as Record<string, unknown>, // as `add` wrote it
      dueAt: toTimestamp(run_at),
      attempts,
    }))
    return { status: 200, body: { data, nextCursor: null } }
  },
}
