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
    checkTransition(before.status, status)
    return await applyChange(tx, context, before, {
      status,
      team_id: teamId,
      agent_id: agentId,
      ...catalog.assignee(teamId, agentId),
    })
  })
}

type Changed = Pick<StoredConversation, 'status' | 'team_id' | 'agent_id' | 'team' | 'agent'>

/** Writes what differs and tells of it; the conversation must be locked. */
export async function applyChange(
  tx: Tx,
  context: Context,
  before: StoredConversation,
  changed: Partial<Changed>,
): Promise<StoredConversation> {
  const { clock, publish } = context
  const after = { ...before, ...changed, updated_at: clock.now() }
  const { status, team_id, agent_id, updated_at } = after
  const isReassigned = team_id !== before.team_id || agent_id !== before.agent_id
  if (status === before.status && !isReassigned) return before
  await tx.db
    .updateTable('conversation')
    .set({ status, team_id, agent_id, updated_at })
    .where('id', '=', before.id)
    .execute()
  if (before.api === 'fernand' && status !== before.status) {
    await addEvent(tx, context, before.id, null, { event: 'status', data: { status } })
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
