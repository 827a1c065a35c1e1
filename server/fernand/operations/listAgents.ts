import type { operations } from '../../../generated/fernand/types.ts'
import type { Handler } from '../../face/handler.ts'

export const listAgents: Handler<operations['listAgents']> = async ({ principal }, { store }) => {
  const agents = await store.read(db =>
    db.selectFrom('agent').selectAll().where('tenant_id', '=', principal.tenantId).orderBy('id').execute(),
  )
  return {
    status: 200,
    body: agents.map(({ id, email, name, is_active }) => ({
      id,
      email,
      name,
      firstname: name.split(' ')[0] ?? name,
      is_removed: is_active !== 1,
    })),
  }
}
