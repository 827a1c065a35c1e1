import type { Contract } from '../server/contracts.ts'
import { isObject } from './plan.ts'

/** What the examples of a contract hold, by the name of the member. */
export interface Samples {
  /** An object that stands under this name somewhere, or in a list under it. With an id, the one with that id. */
  object(member: string, id?: unknown): Record<string, unknown> | undefined
  /** What a list of texts, or the names of a free-form object, may hold; undefined where anything may stand. */
  names(member: string): readonly string[] | undefined
}

/** Reads the examples of a contract. */
export function samplesOf(contract: Contract): Samples {
  const examples = Object.values(contract.components?.examples ?? {}).map(
    one => (one as { value?: unknown }).value,
  )
  const objects = new Map<string, Record<string, unknown>[]>()
  const visit = (value: unknown, member: string) => {
    if (Array.isArray(value)) for (const entry of value) visit(entry, member)
    if (!isObject(value)) return
    objects.set(member, [...(objects.get(member) ?? []), value])
    for (const [name, child] of Object.entries(value)) visit(child, name)
  }
  for (const example of examples) visit(example, '')
  const catalogs = new Map([
    ['tags', catalogOf(contract, 'TagList', 'slug')],
    ['customFields', catalogOf(contract, 'CustomFieldList', 'key')],
  ])
  return {
    object: (member, id) => {
      const all = (objects.get(member) ?? []).filter(one => 'id' in one || 'uuid' in one)
      return (id === undefined ? undefined : all.find(one => one.id === id)) ?? all[0]
    },
    names: member => catalogs.get(member),
  }
}

/** What the example of a list names. */
function catalogOf(contract: Contract, list: string, name: string): string[] | undefined {
  const example = Object.entries(contract.components?.examples ?? {}).find(([key]) => key.startsWith(list))
  const entries = (example?.[1] as { value?: { data?: unknown } } | undefined)?.value?.data
  if (!Array.isArray(entries)) return undefined
  return entries.map(entry => String((entry as Record<string, unknown>)[name]))
}
