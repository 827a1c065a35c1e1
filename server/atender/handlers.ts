import type { operations } from '../../generated/atender/types.ts'
import type { HandlerMap } from '../handler.ts'
import { createOutboundConversation } from './operations/createOutboundConversation.ts'
import { getConversation } from './operations/getConversation.ts'
import { listConversations } from './operations/listConversations.ts'

export const handlers: HandlerMap<operations> = {
  createOutboundConversation,
  getConversation,
  listConversations,
}
