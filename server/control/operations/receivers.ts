import { toTimestamp } from '../../clock.ts'
import { Refusal } from '../../errors/refusal.ts'
import { filled } from '../../face/handler.ts'
import type { ControlHandlers } from '../handler.ts'
import type { Receiver } from '../receivers.ts'
import type { World } from '../world.ts'

type Meant = Pick<World, 'name' | 'receivers' | 'receiversUrl'>

const view = ({ receiversUrl }: Meant, name: string, { answers }: Receiver) => ({
  name,
  url: `${receiversUrl()}/${name}`,
  answers,
})

/** @throws Refusal `not_found` */
function requireReceiver({ receivers, name: tenant }: Meant, name: string): Receiver {
  const receiver = receivers.all.get(name)
  if (!receiver) throw new Refusal('not_found', `${tenant} has no receiver ${name}.`)
  return receiver
}

export const receiverHandlers: ControlHandlers<
  'listReceivers' | 'updateReceiver' | 'getReceiver' | 'deleteReceiver' | 'listReceivedRequests',
  Meant
> = {
  async listReceivers({ world }) {
    const data = [...world.receivers.all].map(([name, receiver]) => view(world, name, receiver))
    return { status: 200, body: { data, nextCursor: null } }
  },
  updateReceiver: async ({ world, path: { name }, body }) => ({
    status: 200,
    body: view(world, name, world.receivers.put(name, filled(body.answers))),
  }),
  getReceiver: async ({ world, path: { name } }) => ({
    status: 200,
    body: view(world, name, requireReceiver(world, name)),
  }),
  async deleteReceiver({ world, path: { name } }) {
    requireReceiver(world, name)
    world.receivers.all.delete(name)
    return { status: 204 }
  },
  async listReceivedRequests({ world, path: { name }, query: { after, wait = 0 } }) {
    const { requests } = requireReceiver(world, name)
    const found = await requests.wait(wait, undefined, after)
    const data = found.map(one => ({ ...one, at: toTimestamp(one.at) }))
    return { status: 200, body: { data, nextCursor: null } }
  },
}
