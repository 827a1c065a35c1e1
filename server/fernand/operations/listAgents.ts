import type { operations } from '../../../generated/fernand/types.ts'
import type { Handler } from '../../face/handler.ts'
import { listAgents as list } from '../../tenants/agents.ts'
import { agentView } from '../views.ts'

export const listAgents: Handler<operations['listAgents']> = async ({ principal }, context) => {
  const agents = await list(context, principal.tenantId)
  return { status: 200, body: agents.map(agentView) }
}
