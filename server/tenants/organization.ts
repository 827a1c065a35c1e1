import type { Selectable } from 'kysely'
import type { Context } from '../context.ts'
import type { TenantTable } from '../store/tables/workspace.ts'

/** The tenant, as the workspace has it. */
export const loadTenant = ({ store }: Context, tenantId: string): Promise<Selectable<TenantTable>> =>
  store.read(db => db.selectFrom('tenant').selectAll().where('id', '=', tenantId).executeTakeFirstOrThrow())
