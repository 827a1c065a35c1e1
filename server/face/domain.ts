import { listContacts, requireContact } from '../contacts/contacts.ts'
import type { Context } from '../context.ts'
import { listMailConversations } from '../conversations/mail-list.ts'
import { requireMailConversation } from '../conversations/mail-read.ts'
import { listConversations, requireConversation } from '../conversations/read.ts'
import { updateConversation } from '../conversations/update.ts'
import { updateMailConversation } from '../conversations/update-mail.ts'
import { requireAttachment, requireLinkedAttachment, requireOriginal } from '../messages/download.ts'
import { listMailMessages, listMessages } from '../messages/read.ts'
import { listAgents } from '../tenants/agents.ts'
import { loadCatalog } from '../tenants/catalog.ts'
import { listChannels } from '../tenants/channels.ts'
import { listSnippets } from '../tenants/snippets.ts'
import { listTags } from '../tenants/tags.ts'
import { composeMail } from '../use-cases/compose-mail.ts'
import { deleteMessage } from '../use-cases/delete-message.ts'
import { openOutbound } from '../use-cases/open-outbound.ts'
import { pushMessage } from '../use-cases/push-message.ts'
import { replyMail } from '../use-cases/reply-mail.ts'
import { listDeliveries, redeliver, requireDelivery } from '../webhooks/deliveries.ts'
import {
  createSubscription,
  deleteSubscription,
  listSubscriptions,
  requireSubscription,
  rotateSecret,
  updateSubscription,
} from '../webhooks/manage.ts'

/** What a handler can have done. Each function holds the context, so that no handler has a store to open. */
export type Domain = ReturnType<typeof createDomain>

/** The functions of the domain that handlers call, each without its first parameter, the context. */
export function createDomain(context: Context) {
  const bound =
    <Given extends unknown[], Result>(work: (context: Context, ...given: Given) => Result) =>
    (...given: Given): Result =>
      work(context, ...given)
  return {
    /** Milliseconds since 1970. */
    now: () => context.clock.now(),

    loadCatalog: bound(loadCatalog),
    listAgents: bound(listAgents),
    listChannels: bound(listChannels),
    listSnippets: bound(listSnippets),
    listTags: bound(listTags),

    listContacts: bound(listContacts),
    requireContact: bound(requireContact),

    openOutbound: bound(openOutbound),
    listConversations: bound(listConversations),
    requireConversation: bound(requireConversation),
    updateConversation: bound(updateConversation),
    listMailConversations: bound(listMailConversations),
    requireMailConversation: bound(requireMailConversation),
    updateMailConversation: bound(updateMailConversation),

    composeMail: bound(composeMail),
    replyMail: bound(replyMail),
    pushMessage: bound(pushMessage),
    deleteMessage: bound(deleteMessage),
    listMessages: bound(listMessages),
    listMailMessages: bound(listMailMessages),
    requireLinkedAttachment: bound(requireLinkedAttachment),
    requireOriginal: bound(requireOriginal),
    requireAttachment: bound(requireAttachment),

    createSubscription: bound(createSubscription),
    deleteSubscription: bound(deleteSubscription),
    listSubscriptions: bound(listSubscriptions),
    requireSubscription: bound(requireSubscription),
    rotateSecret: bound(rotateSecret),
    updateSubscription: bound(updateSubscription),
    listDeliveries: bound(listDeliveries),
    requireDelivery: bound(requireDelivery),
    redeliver: bound(redeliver),
  }
}
