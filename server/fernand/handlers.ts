import type { OperationId } from '../../generated/fernand/operations.ts'
import type { operations } from '../../generated/fernand/types.ts'
import type { HandlerMap } from '../face/handler.ts'
import { addTag } from './operations/addTag.ts'
import { composeConversation } from './operations/composeConversation.ts'
import { createNote } from './operations/createNote.ts'
import { deleteConversation } from './operations/deleteConversation.ts'
import { deleteMessage } from './operations/deleteMessage.ts'
import { downloadAttachment } from './operations/downloadAttachment.ts'
import { downloadOriginal } from './operations/downloadOriginal.ts'
import { getConversation } from './operations/getConversation.ts'
import { listAgents } from './operations/listAgents.ts'
import { listChannels } from './operations/listChannels.ts'
import { listConversations } from './operations/listConversations.ts'
import { listMessages } from './operations/listMessages.ts'
import { listSnippets } from './operations/listSnippets.ts'
import { listTags } from './operations/listTags.ts'
import { removeTag } from './operations/removeTag.ts'
import { replyToConversation } from './operations/replyToConversation.ts'
import { updateConversation } from './operations/updateConversation.ts'
import { updateNote } from './operations/updateNote.ts'

export const handlers: HandlerMap<Pick<operations, OperationId>> = {
  addTag,
  composeConversation,
  createNote,
  deleteConversation,
  deleteMessage,
  downloadAttachment,
  downloadOriginal,
  getConversation,
  listAgents,
  listChannels,
  listConversations,
  listMessages,
  listSnippets,
  listTags,
  removeTag,
  replyToConversation,
  updateConversation,
  updateNote,
}
