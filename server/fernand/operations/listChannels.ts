import type { operations } from '../../../generated/fernand/types.ts'
import type { Handler } from '../../face/handler.ts'
import { channelView } from '../views.ts'

export const listChannels: Handler<operations['listChannels']> = async ({ principal }, domain) => {
  const channels = await domain.listChannels(principal.tenantId)
  return { status: 200, body: channels.map(channelView) }
}
