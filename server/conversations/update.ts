import type { Context } from '../context.ts'
import { Refusal, type Violation } from '../errors/refusal.ts'
import type { StoredConversation } from '../records/conversations.ts'
import type { Tx } from '../store/store.ts'
import { type Catalog, catalogOf } from '../tenants/catalog.ts'
import { addEvent } from './entries.ts'
import { lockConversation } from './read.ts'
import { checkTransition, type Status } from './status.ts'

/** What is undefined stays as it is. */
interface Change {
  status?: Status | undefined
  teamId?: string | null | undefined
  agentId?: number | null | undefined
  /** When a snoozed one wakes by itself; milliseconds since 1970. */
  snoozeUntil?: number | undefined
}

/**
 * Changes status and assignee of a conversation, all or nothing, and tells of what really changed.
 *
 * @throws Refusal `not_found`; `validation_failed` for a team or an agent that the tenant does not have;
 *   `invalid_state` for a status that cannot follow
 */
export function updateConversation(
  context: Context,
  tenantId: string,
  uid: string,
  change: Change,
): Promise<StoredConversation> {
  return context.store.write(async tx => {
    const before = await lockConversation(tx, context, tenantId, uid)
    const catalog = await catalogOf(context, tx.db, tenantId)
    const violations = unknownAssignees(catalog, change)
    if (violations.length > 0) throw Refusal.invalid(violations)
    const { status = before.status, teamId = before.team_id, agentId = before.agent_id } = change
    const { snoozeUntil = null } = change
    checkTransition(before.status, status)
    return await applyChange(tx, context, before, {
      status,
      team_id: teamId,
      agent_id: agentId,
      ...(status === 'snoozed' && snoozeUntil !== null ? { snooze_until: snoozeUntil } : {}),
      ...catalog.assignee(teamId, agentId),
    })
  })
}

type Changed = Pick<StoredConversation, 'status' | 'snooze_until' | 'team_id' | 'agent_id' | 'team' | 'agent'>

/** Writes what differs and tells of it; the conversation must be locked. */
export async function applyChange(
  tx: Tx,
  context: Context,
  before: StoredConversation,
  changed: Partial<Changed>,
): Promise<StoredConversation> {
  const { clock, publish, jobs } = context
  const status = changed.status ?? before.status
  // A snooze ends with its status.
  const snooze_until = status === 'snoozed' ? (changed.snooze_until ?? before.snooze_until) : null
  const after = { ...before, ...changed, snooze_until, updated_at: clock.now() }
  const { team_id, agent_id, updated_at } = after
  const isMoved = status !== before.status || snooze_until !== before.snooze_until
  const isReassigned = team_id !== before.team_id || agent_id !== before.agent_id
  if (!isMoved && !isReassigned) return before
  await tx.db
    .updateTable('conversation')
    .set({ status, snooze_until, team_id, agent_id, updated_at })
    .where('id', '=', before.id)
    .execute()
  if (isMoved) {
    const data = { status, ...(snooze_until === null ? {} : { snooze_until }) }
    await addEvent(tx, context, before.id, null, { event: 'status', data })
    if (snooze_until !== null)
      await jobs.add(tx, 'wakeConversation', { conversationId: before.id, until: snooze_until }, snooze_until)
  }
  if (agent_id !== before.agent_id) {
    await addEvent(tx, context, before.id, null, { event: 'assign', data: { agent_id } })
  }

  const tell = (name: 'conversation.updated' | 'conversation.resolved' | 'conversation.reopened') =>
    publish(tx, before.tenant_id, { name, conversation: after })
  await tell('conversation.updated')
  if (status === 'done' && before.status !== 'done') await tell('conversation.resolved')
  if (status === 'active' && before.status === 'done') await tell('conversation.reopened')
  if (isReassigned) {
    await publish(tx, before.tenant_id, {
      name: 'assignment.changed',
      conversation: after,
      previous: { team: before.team, agent: before.agent },
      current: { team: after.team, agent: after.agent },
    })
  }
  return after
}

function unknownAssignees(catalog: Catalog, { teamId, agentId }: Change): Violation[] {
  const violations: Violation[] = []
  if (typeof teamId === 'string' && !catalog.teams.has(teamId)) {
    violations.push({ path: '/teamId', code: 'unknown', message: 'teamId is no team of the workspace' })
  }
  if (typeof agentId === 'number' && !catalog.agents.get(agentId)?.isActive) {
    violations.push({
      path: '/agentId',
      code: 'unknown',
      message: 'agentId is no active agent of the workspace',
    })
  }
  return violations
}
