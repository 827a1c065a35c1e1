import { readAction } from '../actions/read.ts'
import type { Context } from '../context.ts'
import { Refusal, type Violation } from '../errors/refusal.ts'
import { type SnippetAction, type StoredSnippet, snippetOf } from '../tenants/snippets.ts'

/**
 * Makes a snippet, whose actions are run when a request names it.
 *
 * @throws Refusal `validation_failed` for actions whose name is not known or whose data are wrong, all at once
 */
export function createSnippet(
  { store, clock }: Context,
  tenantId: string,
  given: { title: string; actions: SnippetAction[]; shortcut: string | null; categories: number[] },
): Promise<StoredSnippet> {
  const now = clock.now()
  const violations = given.actions.flatMap((action, index): Violation[] => {
    const read = readAction(action, now)
    const at = `/actions/${index}`
    if (read.kind === 'unknown') {
      return [
        { path: `${at}/name`, code: 'action', message: `actions.${index}.name is no action that is known` },
      ]
    }
    if (read.kind === 'known') return []
    const path = `${at}/data${read.member ? `/${read.member}` : ''}`
    return [{ path, code: 'action', message: `actions.${index}.data: ${action.name} ${read.rule}` }]
  })
  if (violations.length > 0) throw Refusal.invalid(violations)
  return store.write(async ({ db }) => {
    // An update takes the row on either engine: two new snippets get numbers one after the other.
    await db
      .updateTable('tenant')
      .set(tenant => ({ name: tenant.ref('name') }))
      .where('id', '=', tenantId)
      .execute()
    const last = await db
      .selectFrom('snippet')
      .select(({ fn }) => fn.max('id').as('id'))
      .where('tenant_id', '=', tenantId)
      .executeTakeFirst()
    const row = await db
      .insertInto('snippet')
      .values({
        tenant_id: tenantId,
        id: Number(last?.id ?? 0) + 1,
        name: given.title,
        actions: JSON.stringify(given.actions),
        shortcut: given.shortcut,
        categories: JSON.stringify(given.categories),
        created_at: now,
        last_applied_at: null,
      })
      .returningAll()
      .executeTakeFirstOrThrow()
    return snippetOf(row)
  })
}
