import type { Selectable } from 'kysely'
import type { Context } from '../context.ts'
import type { Job, Outcome } from '../jobs/jobs.ts'
import { wordsOf } from '../store/search.ts'
import type { Tx } from '../store/store.ts'
import type { ConversationTable } from '../store/tables/conversations.ts'
import { addEvent, type Change } from './entries.ts'
import { lockByNumber } from './read.ts'
import { applyChange } from './update.ts'

type Row = Selectable<ConversationTable>

/** What can change in a conversation of Fernand's API; what is absent stays. */
export interface MailChange {
  status?: Row['status']
  /** Only together with the status `snoozed`; null for a snooze without an end. */
  snooze_until?: number | null
  agent_id?: number | null
  subject?: string
  contact_id?: number
}

/**
 * Writes a change and plans the end of a snooze. What really changed stands in the timeline.
 *
 * @param agentId who changes it; null for no agent
 */
export async function changeMailConversation(
  tx: Tx,
  context: Context,
  id: number,
  change: MailChange,
  agentId: number | null,
): Promise<void> {
  const { clock, jobs, store } = context
  const { status, snooze_until, ...rest } = change
  const now = clock.now()
  const before = await tx.db
    .selectFrom('conversation')
    .select(['status', 'snooze_until', 'agent_id', 'subject', 'contact_id'])
    .where('id', '=', id)
    .executeTakeFirstOrThrow()
  const statusChange =
    status === undefined ? {} : { status, snooze_until: status === 'snoozed' ? (snooze_until ?? null) : null }
  await tx.db
    .updateTable('conversation')
    .set({
      ...rest,
      ...statusChange,
      ...(status === 'done' || status === 'spam' ? { waiting_since: null } : {}),
      updated_at: now,
    })
    .where('id', '=', id)
    .execute()
  if (rest.subject !== undefined) {
    await store.search.remove(tx.db, { conversationId: id })
    await store.search.add(tx.db, { conversationId: id }, wordsOf(rest.subject))
  }
  if (status === 'snoozed' && typeof snooze_until === 'number') {
    await jobs.add(tx, 'wakeConversation', { conversationId: id, until: snooze_until }, snooze_until)
  }
  for (const one of changesOf(before, { ...rest, ...statusChange }))
    await addEvent(tx, context, id, agentId, one)
}

type Before = Pick<Row, 'status' | 'snooze_until' | 'agent_id' | 'subject' | 'contact_id'>

/** What differs, each as an event. */
function changesOf(
  before: Before,
  { status, snooze_until = null, agent_id, subject, contact_id }: MailChange,
): Change[] {
  const changes: Change[] = []
  if (status !== undefined && (status !== before.status || snooze_until !== before.snooze_until)) {
    changes.push({ event: 'status', data: { status, ...(status === 'snoozed' ? { snooze_until } : {}) } })
  }
  if (agent_id !== undefined && agent_id !== before.agent_id) {
    changes.push({ event: 'assign', data: { agent_id } })
  }
  if (subject !== undefined && subject !== before.subject)
    changes.push({ event: 'subject', data: { subject } })
  if (contact_id !== undefined && contact_id !== before.contact_id) {
    changes.push({ event: 'contact', data: { contact_id } })
  }
  return changes
}

/** Ends a snooze at its time, unless it was ended or changed before. */
export async function wakeConversation(
  context: Context,
  { payload }: Job<'wakeConversation'>,
): Promise<Outcome> {
  await context.store.write(async tx => {
    const conversation = await lockByNumber(tx, context, payload.conversationId)
    if (conversation?.status !== 'snoozed' || conversation.snooze_until !== payload.until) return
    await applyChange(tx, context, conversation, { status: 'active' })
  })
  return 'done'
}
