import type { OperationId } from '../../generated/fernand/operations.ts'
import type { operations } from '../../generated/fernand/types.ts'
import type { HandlerMap } from '../face/handler.ts'
import { addTag } from './operations/addTag.ts'
import { composeConversation } from './operations/composeConversation.ts'
import { createDraft } from './operations/createDraft.ts'
import { createNote } from './operations/createNote.ts'
import { createSnippet } from './operations/createSnippet.ts'
import { createTag } from './operations/createTag.ts'
import { deleteConversation } from './operations/deleteConversation.ts'
import { deleteDraft } from './operations/deleteDraft.ts'
import { deleteMessage } from './operations/deleteMessage.ts'
import { downloadAttachment } from './operations/downloadAttachment.ts'
import { downloadOriginal } from './operations/downloadOriginal.ts'
import { getContact } from './operations/getContact.ts'
import { getConversation } from './operations/getConversation.ts'
import { getOrganization } from './operations/getOrganization.ts'
import { listAgents } from './operations/listAgents.ts'
import { listChannels } from './operations/listChannels.ts'
import { listConversations } from './operations/listConversations.ts'
import { listMessages } from './operations/listMessages.ts'
import { listSnippets } from './operations/listSnippets.ts'
import { listTags } from './operations/listTags.ts'
import { removeTag } from './operations/removeTag.ts'
import { replyToConversation } from './operations/replyToConversation.ts'
import { searchContacts } from './operations/searchContacts.ts'
import { updateContact } from './operations/updateContact.ts'
import { updateConversation } from './operations/updateConversation.ts'
import { updateConversations } from './operations/updateConversations.ts'
import { updateNote } from './operations/updateNote.ts'

export const handlers: HandlerMap<Pick<operations, OperationId>> = {
  addTag,
  composeConversation,
  createDraft,
  createNote,
  createSnippet,
  createTag,
  deleteConversation,
  deleteDraft,
  deleteMessage,
  downloadAttachment,
  downloadOriginal,
  getContact,
  getConversation,
  getOrganization,
  listAgents,
  listChannels,
  listConversations,
  listMessages,
  listSnippets,
  listTags,
  removeTag,
  replyToConversation,
  searchContacts,
  updateContact,
  updateConversation,
  updateConversations,
  updateNote,
}
