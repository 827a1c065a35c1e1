import type { operations } from '../../generated/fernand/types.ts'
import type { HandlerMap } from '../handler.ts'
import { composeConversation } from './operations/composeConversation.ts'
import { getConversation } from './operations/getConversation.ts'
import { listMessages } from './operations/listMessages.ts'

export const handlers: HandlerMap<operations> = { composeConversation, getConversation, listMessages }
