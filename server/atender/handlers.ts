import type { OperationId } from '../../generated/atender/operations.ts'
import type { operations } from '../../generated/atender/types.ts'
import type { HandlerMap } from '../handler.ts'
import { createOutboundConversation } from './operations/createOutboundConversation.ts'
import { getContact } from './operations/getContact.ts'
import { getConversation } from './operations/getConversation.ts'
import { listContacts } from './operations/listContacts.ts'
import { listConversations } from './operations/listConversations.ts'
import { listCustomFields } from './operations/listCustomFields.ts'
import { listMessages } from './operations/listMessages.ts'
import { listTags } from './operations/listTags.ts'
import { pushMessage } from './operations/pushMessage.ts'
import { updateConversation } from './operations/updateConversation.ts'

/** Webhooks have operations too, which are the subscribers' to handle. */
export const handlers: HandlerMap<Pick<operations, OperationId>> = {
  createOutboundConversation,
  getContact,
  getConversation,
  listContacts,
  listConversations,
  listCustomFields,
  listMessages,
  listTags,
  pushMessage,
  updateConversation,
}
