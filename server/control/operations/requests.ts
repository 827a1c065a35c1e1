import { toTimestamp } from '../../clock.ts'
import type { ControlHandlers } from '../handler.ts'

export const requestHandlers: ControlHandlers<'listRequests' | 'deleteRequests'> = {
  async listRequests({ world, query }) {
    const data = world.requests
      .list(undefined, query.after)
      .map(({ at, ...request }) => ({ ...request, at: toTimestamp(at) }))
    return { status: 200, body: { data, nextCursor: null } }
  },
  async deleteRequests({ world }) {
    world.requests.clear()
    return { status: 204 }
  },
}
