import type { Context } from '../context.ts'
import { Refusal } from '../errors/refusal.ts'
import type { StoredEntry } from '../records/entries.ts'
import { nextIdIn } from '../store/next-id.ts'
import type { Tx } from '../store/store.ts'

/** What changed in a conversation, in the words of its columns. */
export type Change =
  | { event: 'status'; data: { status: string; snooze_until?: number | null } }
  | { event: 'assign'; data: { agent_id: number | null } }
  | { event: 'tag' | 'untag'; data: { tag_id: number } }
  | { event: 'subject'; data: { subject: string } }
  | { event: 'contact'; data: { contact_id: number } }

interface NewNote {
  conversationId: number
  agentId: number | null
  html: string
  /** JSON, as an answer tells them. */
  actions?: string
  mentions?: readonly string[]
  generatedId?: string | undefined
}

const plain = {
  html: null,
  edited_at: null,
  generated_id: null,
  actions: '[]',
  mentions: '[]',
  event: null,
  data: '{}',
}

/** Writes into a conversation's timeline what changed. @param agentId who did it; null for no agent */
export async function addEvent(
  { db }: Tx,
  { clock }: Pick<Context, 'clock'>,
  conversationId: number,
  agentId: number | null,
  { event, data }: Change,
): Promise<void> {
  await db
    .insertInto('entry')
    .values({
      ...plain,
      id: nextIdIn(db, 'message', conversationId),
      conversation_id: conversationId,
      kind: 'event',
      agent_id: agentId,
      created_at: clock.now(),
      event,
      data: JSON.stringify(data),
    })
    .execute()
}

/** Writes a note into a conversation's timeline. */
export async function addNote(
  { db }: Tx,
  { clock }: Pick<Context, 'clock'>,
  { conversationId, agentId, html, actions = '[]', mentions = [], generatedId = undefined }: NewNote,
): Promise<StoredEntry> {
  const row = {
    ...plain,
    id: nextIdIn(db, 'message', conversationId),
    conversation_id: conversationId,
    kind: 'note' as const,
    agent_id: agentId,
    created_at: clock.now(),
    html,
    actions,
    mentions: JSON.stringify(mentions),
    generated_id: generatedId ?? null,
  }
  return await db.insertInto('entry').values(row).returningAll().executeTakeFirstOrThrow()
}

/**
 * Changes a note of a conversation, which must be locked.
 *
 * @throws Refusal `not_found`; `forbidden` for the note of another agent
 */
export async function editNote(
  { db }: Tx,
  { clock }: Pick<Context, 'clock'>,
  conversationId: number,
  noteId: number,
  { agentId, html, mentions }: { agentId: number | null; html: string; mentions: string[] | undefined },
): Promise<StoredEntry> {
  const note = await db
    .selectFrom('entry')
    .select('agent_id')
    .where('id', '=', noteId)
    .where('conversation_id', '=', conversationId)
    .where('kind', '=', 'note')
    .executeTakeFirst()
  if (!note) throw new Refusal('not_found', 'The conversation has no note with this number.')
  if (note.agent_id !== agentId) throw new Refusal('forbidden', 'Only its author can edit a note.')
  return await db
    .updateTable('entry')
    .set({
      html,
      edited_at: clock.now(),
      ...(mentions ? { mentions: JSON.stringify(mentions) } : {}),
    })
    .where('id', '=', noteId)
    .returningAll()
    .executeTakeFirstOrThrow()
}
