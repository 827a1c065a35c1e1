import type { Selectable } from 'kysely'
import type { Context } from '../context.ts'
import type { SnippetTable } from '../store/tables/workspace.ts'

/** One step of a snippet, as the workspace file has it. */
export interface SnippetAction {
  name: string
  data: Record<string, unknown>
}

type Columns = Pick<
  Selectable<SnippetTable>,
  'id' | 'name' | 'created_at' | 'shortcut' | 'applied_count' | 'last_applied_at'
>

export interface StoredSnippet extends Columns {
  actions: SnippetAction[]
  categories: number[]
}

/** A row with what its columns hold as JSON. */
export const snippetOf = (row: Selectable<SnippetTable>): StoredSnippet => ({
  ...row,
  actions: JSON.parse(row.actions),
  categories: JSON.parse(row.categories),
})

/** The tenant's snippets, with how often each was applied. */
export async function listSnippets({ store }: Context, tenantId: string): Promise<StoredSnippet[]> {
  const rows = await store.read(db =>
    db.selectFrom('snippet').selectAll().where('tenant_id', '=', tenantId).orderBy('id').execute(),
  )
  return rows.map(snippetOf)
}
