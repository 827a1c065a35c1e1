import type { operations } from '../../../generated/fernand/types.ts'
import type { Handler } from '../../face/handler.ts'
import { listChannels as list } from '../../tenants/channels.ts'
import { channelView } from '../views.ts'

export const listChannels: Handler<operations['listChannels']> = async ({ principal }, context) => {
  const channels = await list(context, principal.tenantId)
  return { status: 200, body: channels.map(channelView) }
}
