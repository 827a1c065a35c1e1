import type { Selectable } from 'kysely'
import type { Context } from '../context.ts'
import type { Job, Outcome } from '../jobs/jobs.ts'
import { wordsOf } from '../store/search.ts'
import type { Tx } from '../store/store.ts'
import type { ConversationTable } from '../store/tables/conversations.ts'

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

/** Writes a change and plans the end of a snooze. */
export async function changeMailConversation(
  tx: Tx,
  { clock, jobs, store }: Context,
  id: number,
  change: MailChange,
): Promise<void> {
  const { status, snooze_until, ...rest } = change
  const now = clock.now()
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
}

/** Ends a snooze at its time, unless it was ended or changed before. */
export async function wakeConversation(
  { store, clock }: Context,
  { payload }: Job<'wakeConversation'>,
): Promise<Outcome> {
  await store.write(({ db }) =>
    db
      .updateTable('conversation')
      .set({ status: 'active', snooze_until: null, updated_at: clock.now() })
      .where('id', '=', payload.conversationId)
      .where('status', '=', 'snoozed')
      .where('snooze_until', '=', payload.until)
      .execute(),
  )
  return 'done'
}
