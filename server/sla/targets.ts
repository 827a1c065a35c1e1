import type { Context } from '../context.ts'
import { lookupConversation } from '../conversations/read.ts'
import type { SlaMetric } from '../events/happening.ts'
import type { Job, Outcome } from '../jobs/jobs.ts'
import type { StoredConversation } from '../records/conversations.ts'
import { preparedRow } from '../store/prepared.ts'
import type { Db, Tx } from '../store/store.ts'
import type { Catalog } from '../tenants/catalog.ts'

const insertTarget = preparedRow('sla_target', {
  conversation_id: true,
  metric: true,
  deadline: true,
  state: true,
})

/** The part of a target's time after which a warning is due. */
const WARN_AFTER = 0.8

/**
 * Gives a new conversation the targets of the first policy that fits its team and channel. Each is a row, which says
 * how far it has come, and a job, which looks when the warning and when the deadline is due.
 */
export async function startTargets(
  tx: Tx,
  { jobs }: Context,
  catalog: Catalog,
  conversation: Pick<StoredConversation, 'id' | 'team_id' | 'channel' | 'created_at'>,
): Promise<void> {
  const policy = catalog.slaPolicies.find(
    ({ team_id, channel }) =>
      (team_id === null || team_id === conversation.team_id) &&
      (channel === null || channel === conversation.channel),
  )
  if (!policy) return
  for (const metric of ['first_reply', 'resolution'] as const) {
    const seconds = policy[metric]
    if (seconds === null) continue
    const target = { conversation_id: conversation.id, metric }
    const deadline = conversation.created_at + seconds * 1000
    await insertTarget(tx.db, { ...target, deadline, state: 'running' })
    const warnAt = conversation.created_at + Math.round(seconds * 1000 * WARN_AFTER)
    await jobs.add(tx, 'checkSla', { conversationId: conversation.id, metric }, warnAt)
  }
}

/**
 * Looks whether a target is met, and tells when it is not: once as a warning, once when it is missed. The state of the
 * row decides, so that a repeat after a crash tells nothing twice.
 */
export async function checkSla(context: Context, { payload }: Job<'checkSla'>): Promise<Outcome> {
  const { store, clock, publish } = context
  return await store.write(async tx => {
    const { conversationId, metric } = payload
    const target = await lockTarget(tx, conversationId, metric)
    if (target?.state !== 'running' && target?.state !== 'warned') return 'done'
    const conversation = await lookupConversation(context, tx.db, conversationId)
    if (!conversation) return 'done'
    const { deadline } = target
    const isMissed = clock.now() >= deadline
    const state = (await isMet(tx.db, conversation, metric)) ? 'met' : isMissed ? 'breached' : 'warned'
    await tx.db.updateTable('sla_target').set({ state }).where('id', '=', target.id).execute()
    if (state !== 'met' && state !== target.state) {
      const name = isMissed ? 'sla.breached' : 'sla.warning'
      await publish(tx, conversation.tenant_id, { name, conversation, metric, deadline })
    }
    return state === 'warned' ? { againAt: deadline } : 'done'
  })
}

async function lockTarget({ db }: Tx, conversationId: number, metric: SlaMetric) {
  return await db
    .updateTable('sla_target')
    .set(row => ({ state: row.ref('state') }))
    .where('conversation_id', '=', conversationId)
    .where('metric', '=', metric)
    .returningAll()
    .executeTakeFirst()
}

async function isMet(db: Db, { id, status }: StoredConversation, metric: SlaMetric): Promise<boolean> {
  if (status === 'done' || status === 'archived') return true
  if (metric === 'resolution') return false
  const reply = await db
    .selectFrom('message')
    .select('id')
    .where('conversation_id', '=', id)
    .where('direction', '=', 'out')
    .limit(1)
    .executeTakeFirst()
  return reply !== undefined
}
