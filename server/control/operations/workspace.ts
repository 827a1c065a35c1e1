import { operations as atender } from '../../../generated/atender/operations.ts'
import { operations as fernand } from '../../../generated/fernand/operations.ts'
import { eventNames, type OperationFacts } from '../../contracts.ts'
import { knownScopes } from '../../tenants/manage-keys.ts'
import type { ControlHandlers } from '../handler.ts'

const OPERATIONS = Object.entries({ atender, fernand }).flatMap(([api, all]) =>
  Object.entries<OperationFacts>(all).map(([id, { method, path }]) => ({
    ...{ id, api, path },
    method: method.toUpperCase(),
  })),
)

export const workspaceHandlers: ControlHandlers<'getWorkspace'> = {
  async getWorkspace({ world: { context, tenantId, name } }) {
    const [channels, agents, teams, tags, fields] = await context.store.read(db =>
      Promise.all([
        db
          .selectFrom('channel')
          .select(['id', 'address'])
          .where('tenant_id', '=', tenantId)
          .orderBy('id')
          .execute(),
        db
          .selectFrom('agent')
          .select(['id', 'name', 'email'])
          .where('tenant_id', '=', tenantId)
          .where('is_active', '=', 1)
          .orderBy('id')
          .execute(),
        db
          .selectFrom('team')
          .select(['id', 'name'])
          .where('tenant_id', '=', tenantId)
          .orderBy('name')
          .execute(),
        db
          .selectFrom('tag')
          .select(['slug', 'name', 'color'])
          .where('tenant_id', '=', tenantId)
          .orderBy('id')
          .execute(),
        db
          .selectFrom('custom_field')
          .select(['key', 'name', 'type'])
          .where('tenant_id', '=', tenantId)
          .orderBy('key')
          .execute(),
      ]),
    )
    const customFields = fields.map(({ key, name, type }) => ({ key, name: name ?? key, type }))
    const events = [...eventNames]
    const body = {
      tenant: name,
      ...{ channels, agents, teams, tags, customFields, events },
      scopes: [...knownScopes],
      operations: OPERATIONS,
    }
    return { status: 200, body }
  },
}
