import type { operations } from '../../../generated/fernand/types.ts'
import { toTimestamp } from '../../clock.ts'
import type { Handler } from '../../face/handler.ts'

export const listSnippets: Handler<operations['listSnippets']> = async ({ principal }, { store }) => {
  const snippets = await store.read(db =>
    db.selectFrom('snippet').selectAll().where('tenant_id', '=', principal.tenantId).orderBy('id').execute(),
  )
  return {
    status: 200,
    body: snippets.map(({ id, name, actions, applied_count, last_applied_at }) => ({
      id,
      title: name,
      applied_count,
      actions: (JSON.parse(actions) as SnippetAction[]).map((action, sort) => ({
        id: sort + 1,
        ...action,
        sort,
      })), // as the workspace file had them
      last_applied_at: last_applied_at === null ? null : toTimestamp(last_applied_at),
    })),
  }
}

interface SnippetAction {
  name: string
  data: Record<string, unknown>
}
