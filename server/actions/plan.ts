import type { Context } from '../context.ts'
import { Refusal, type Violation } from '../errors/refusal.ts'
import type { Db } from '../store/store.ts'
import type { GivenAction, PlannedAction } from './effect.ts'
import { readAction } from './read.ts'

interface Snippet {
  id: number
  actions: { name: string; data: Record<string, unknown> }[]
}

/**
 * Reads the actions of a request, those of its snippets in their place, and finds what they refer to. Nothing is
 * done yet.
 *
 * @param at JSON Pointer to the actions in the body
 * @throws Refusal `validation_failed` for data that are wrong, all of them at once; `not_found` for a snippet, an
 *   agent or a tag that the tenant does not have
 */
export async function planActions(
  context: Context,
  db: Db,
  tenantId: string,
  given: readonly GivenAction[],
  at: string,
): Promise<PlannedAction[]> {
  const expanded: { action: PlannedAction['given']; at: string }[] = []
  for (const [index, { name = '', data = {}, snippet_id }] of given.entries()) {
    const path = `${at}/${index}`
    if (snippet_id === undefined) {
      expanded.push({ action: { name, data }, at: path })
      continue
    }
    const snippet = await requireSnippet(db, tenantId, snippet_id, `${path}/snippet_id`)
    for (const one of snippet.actions) {
      expanded.push({ action: { ...one, snippet_id }, at: `${path}/snippet_id` })
    }
  }

  const violations: Violation[] = []
  const planned: PlannedAction[] = []
  for (const { action, at: path } of expanded) {
    const read = readAction(action, context.clock.now())
    if (read.kind === 'wrong') {
      const { member, rule } = read
      // What is wrong within a snippet cannot be pointed at in the body.
      const wrong = action.snippet_id === undefined ? `${path}/data${member ? `/${member}` : ''}` : path
      const name = wrong.slice(1).replaceAll('/', '.')
      violations.push({ path: wrong, code: 'action', message: `${name}: ${action.name} ${rule}` })
      continue
    }
    const effect = read.kind === 'known' ? await read.effect(db, tenantId, nameOf(path)) : undefined
    planned.push({ given: action, effect })
  }
  if (violations.length > 0) throw Refusal.invalid(violations)
  return planned
}

/** `content.actions.0`, for a sentence. */
const nameOf = (path: string) => `${path.slice(1).replaceAll('/', '.')}: `

async function requireSnippet(db: Db, tenantId: string, id: number, path: string): Promise<Snippet> {
  const row = await db
    .selectFrom('snippet')
    .select('actions')
    .where('tenant_id', '=', tenantId)
    .where('id', '=', id)
    .executeTakeFirst()
  if (!row) throw new Refusal('not_found', `${path.slice(1).replaceAll('/', '.')} ${id} does not exist.`)
  return { id, actions: JSON.parse(row.actions) }
}
