import type { operations } from '../../../generated/fernand/types.ts'
import type { Handler } from '../../face/handler.ts'
import { agentView } from '../views.ts'

export const listAgents: Handler<operations['listAgents']> = async ({ principal }, domain) => {
  const agents = await domain.listAgents(principal.tenantId)
  return { status: 200, body: agents.map(agent => agentView(agent, principal.agentId)) }
}
