import type { Selectable } from 'kysely'
import type { Context } from '../context.ts'
import { Refusal } from '../errors/refusal.ts'
import { prepared } from '../store/prepared.ts'
import type { Db } from '../store/store.ts'
import type { AgentTable } from '../store/tables/workspace.ts'

const activeAgents = (db: Db, tenantId: string) =>
  db.selectFrom('agent').select('id').where('tenant_id', '=', tenantId).where('is_active', '=', 1)

const agentById = prepared<{ tenantId: string; id: number }, { id: number }>((db, value) =>
  activeAgents(db, value('tenantId')).where('id', '=', value('id')),
)
const agentByEmail = prepared<{ tenantId: string; email: string }, { id: number }>((db, value) =>
  activeAgents(db, value('tenantId')).where('email', '=', value('email')),
)

/**
 * The tenant's active agent; `id` decides when both are given.
 *
 * @param where what stands before the names of the fields, for the sentence of the refusal
 * @throws Refusal `not_found` naming the field
 */
export async function requireAgent(
  db: Db,
  tenantId: string,
  { id, email = '' }: { id?: number | undefined; email?: string | undefined },
  where = '',
): Promise<{ id: number }> {
  const [agent] =
    id === undefined
      ? await agentByEmail(db, { tenantId, email: email.toLowerCase() })
      : await agentById(db, { tenantId, id })
  if (agent) return agent
  const field = id === undefined ? `agent_email ${email}` : `agent_id ${id}`
  throw new Refusal('not_found', `${where}${field} does not exist.`)
}

export type StoredAgent = Selectable<AgentTable>

/** The tenant's agents, those who have left too. */
export const listAgents = ({ store }: Context, tenantId: string): Promise<StoredAgent[]> =>
  store.read(db =>
    db.selectFrom('agent').selectAll().where('tenant_id', '=', tenantId).orderBy('id').execute(),
  )
