import type { GivenAction } from '../actions/effect.ts'
import { planActions } from '../actions/plan.ts'
import { outcomesOf, runActions } from '../actions/run.ts'
import type { Context } from '../context.ts'
import { addNote, editNote } from '../conversations/entries.ts'
import { lockMailConversation } from '../conversations/mail-read.ts'
import { touchConversation } from '../conversations/touch.ts'
import { Refusal } from '../errors/refusal.ts'
import { wordsOfHtml } from '../messages/searchable-text.ts'
import type { StoredEntry } from '../records/entries.ts'
import type { Tx } from '../store/store.ts'
import { requireAgent } from '../tenants/agents.ts'
import { requireChannel } from '../tenants/channels.ts'
import { queueMail } from './queue-mail.ts'
import { recipientsOf } from './reply-mail.ts'

/** What a caller says of a note. */
interface GivenNote {
  html: string
  /** Ids of agents as strings, or `everyone`. */
  mentions: string[] | undefined
  generatedId: string | undefined
  actions: GivenAction[]
  /** The note that it replaces. */
  noteId: number | undefined
}

/**
 * Writes a note into a conversation of Fernand's API; its actions are part of the same transaction.
 *
 * @param agentId its author
 * @throws Refusal `not_found` for the conversation, the note that it replaces, and whom it mentions; `forbidden` for
 *   the note of another agent; and as `planActions`
 */
export function writeNote(
  context: Context,
  tenantId: string,
  conversationId: number,
  agentId: number | null,
  { html, mentions, generatedId, actions: given, noteId }: GivenNote,
): Promise<StoredEntry> {
  return context.store.write(async tx => {
    const conversation = await lockMailConversation(tx, tenantId, conversationId)
    const actions = await planActions(context, tx.db, tenantId, given, '/actions')
    await requireMentioned(tx, tenantId, mentions)
    await touchConversation(tx, conversationId, context.clock.now())
    const note =
      noteId === undefined
        ? await addNote(tx, context, {
            conversationId,
            agentId,
            html,
            actions: JSON.stringify(outcomesOf(actions)),
            mentions: mentions ?? [],
            generatedId,
          })
        : await editNote(tx, context, conversationId, noteId, { agentId, html, mentions })
    await runActions(tx, context, conversation, actions, {
      agentId,
      async reply(content) {
        if (agentId === null) throw new Refusal('not_found', 'The workspace has no agent who could reply.')
        const channel = await requireChannel(tx.db, tenantId, conversation.channel_id ?? 0)
        const recipients = await recipientsOf(tx.db, conversationId, channel.address)
        await queueMail(tx, context, {
          conversation,
          channel,
          agentId,
          recipients,
          html: content,
          words: await wordsOfHtml(content), // of an action: 64 KiB at most
          delay: 0,
          generatedId: undefined,
          attachments: [],
          actions: [],
        })
      },
    })
    return note
  })
}

/**
 * Changes a note of a conversation of Fernand's API.
 *
 * @param agentId who changes it
 * @throws Refusal as `writeNote`
 */
export function updateNote(
  context: Context,
  tenantId: string,
  conversationId: number,
  noteId: number,
  change: { agentId: number | null; html: string; mentions: string[] | undefined },
): Promise<StoredEntry> {
  return context.store.write(async tx => {
    await lockMailConversation(tx, tenantId, conversationId)
    await requireMentioned(tx, tenantId, change.mentions)
    await touchConversation(tx, conversationId, context.clock.now())
    return await editNote(tx, context, conversationId, noteId, change)
  })
}

async function requireMentioned({ db }: Tx, tenantId: string, mentions: string[] = []): Promise<void> {
  for (const [index, mentioned] of mentions.entries()) {
    if (mentioned !== 'everyone')
      await requireAgent(db, tenantId, { id: Number(mentioned) }, `mentions.${index}: `)
  }
}
