import type { Context } from '../context.ts'
import type { TagTable } from '../store/tables/workspace.ts'

/** The tenant's tags, by name. */
export const listTags = (
  { store }: Context,
  tenantId: string,
): Promise<Pick<TagTable, 'id' | 'slug' | 'name'>[]> =>
  store.read(db =>
    db
      .selectFrom('tag')
      .select(['id', 'slug', 'name'])
      .where('tenant_id', '=', tenantId)
      .orderBy('name')
      .orderBy('id')
      .execute(),
  )
