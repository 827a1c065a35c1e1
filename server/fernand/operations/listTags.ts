import type { operations } from '../../../generated/fernand/types.ts'
import type { Handler } from '../../face/handler.ts'

export const listTags: Handler<operations['listTags']> = async ({ principal }, { store }) => {
  const tags = await store.read(db =>
    db
      .selectFrom('tag')
      .select(['id', 'slug', 'name'])
      .where('tenant_id', '=', principal.tenantId)
      .orderBy('name')
      .orderBy('id')
      .execute(),
  )
  return { status: 200, body: tags }
}
