import {
  listContacts,
  renameContact,
  requireContact,
  requireContactNumber,
  searchContacts,
} from '../contacts/contacts.ts'
import type { Context } from '../context.ts'
import { createDraft, deleteDraft } from '../conversations/drafts.ts'
import { listMailConversations } from '../conversations/mail-list.ts'
import { requireMailConversation } from '../conversations/mail-read.ts'
import { listConversations, requireConversation } from '../conversations/read.ts'
import { tagConversation, untagConversation } from '../conversations/tags.ts'
import { updateConversation } from '../conversations/update.ts'
import { updateMailConversation } from '../conversations/update-mail.ts'
import { requireAttachment, requireLinkedAttachment, requireOriginal } from '../messages/download.ts'
import { listMessages } from '../messages/read.ts'
import { listAgents } from '../tenants/agents.ts'
import { loadCatalog } from '../tenants/catalog.ts'
import { listChannels } from '../tenants/channels.ts'
import { loadTenant } from '../tenants/organization.ts'
import { listSnippets } from '../tenants/snippets.ts'
import { createTag, listTags } from '../tenants/tags.ts'
import { composeMail } from '../use-cases/compose-mail.ts'
import { createSnippet } from '../use-cases/create-snippet.ts'
import { deleteConversation } from '../use-cases/delete-conversation.ts'
import { deleteMessage } from '../use-cases/delete-message.ts'
import { listTimeline } from '../use-cases/list-timeline.ts'
import { openOutbound } from '../use-cases/open-outbound.ts'
import { pushMessage } from '../use-cases/push-message.ts'
import { replyMail } from '../use-cases/reply-mail.ts'
import { updateConversations } from '../use-cases/update-conversations.ts'
import { updateNote, writeNote } from '../use-cases/write-note.ts'
import { listDeliveries, redeliver, requireDelivery } from '../webhooks/deliveries.ts'
import {
  createSubscription,
  deleteSubscription,
  listSubscriptions,
  requireSubscription,
  rotateSecret,
  updateSubscription,
} from '../webhooks/manage.ts'

/** The functions of the domain that handlers call; each takes the context first. */
const functions = {
  loadCatalog,
  listAgents,
  listChannels,
  listSnippets,
  listTags,
  listContacts,
  requireContact,
  requireContactNumber,
  searchContacts,
  renameContact,
  createDraft,
  deleteDraft,
  loadTenant,
  createSnippet,
  createTag,
  openOutbound,
  listConversations,
  requireConversation,
  updateConversation,
  listMailConversations,
  requireMailConversation,
  updateMailConversation,
  composeMail,
  replyMail,
  pushMessage,
  deleteMessage,
  listMessages,
  listTimeline,
  writeNote,
  updateNote,
  tagConversation,
  untagConversation,
  deleteConversation,
  updateConversations,
  requireLinkedAttachment,
  requireOriginal,
  requireAttachment,
  createSubscription,
  deleteSubscription,
  listSubscriptions,
  requireSubscription,
  rotateSecret,
  updateSubscription,
  listDeliveries,
  requireDelivery,
  redeliver,
}

/** The same without their first parameter. */
type Bound<Work> = Work extends (context: Context, ...given: infer Given) => infer Result
  ? (...given: Given) => Result
  : never

/** What a handler can have done. Each function holds the context, so that no handler has a store to open. */
export type Domain = {
  readonly [Name in keyof typeof functions]: Bound<(typeof functions)[Name]>
} & {
  /** Milliseconds since 1970. */
  now(): number
}

export function createDomain(context: Context): Domain {
  const bound = Object.entries(functions).map(([name, work]) => [
    name,
    (...given: unknown[]) => (work as (context: Context, ...given: unknown[]) => unknown)(context, ...given),
  ])
  return { ...Object.fromEntries(bound), now: () => context.clock.now() }
}
