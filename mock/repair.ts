import { entryOf, membersOf, type SchemaNode } from './schema.ts'

interface Bounds {
  maxProperties?: number
  maxItems?: number
  maxLength?: number
}

/** What a generator made, cut down to the bounds that it does not hold to. */
export function repaired(value: unknown, node: SchemaNode): unknown {
  const { maxItems, maxProperties, maxLength } = node.schema as Bounds
  if (typeof value === 'string') return value.slice(0, maxLength)
  if (Array.isArray(value)) {
    const entry = entryOf(node)
    return value.slice(0, maxItems).map(one => (entry ? repaired(one, entry) : one))
  }
  if (typeof value !== 'object' || value === null) return value
  const members = membersOf(node)
  const entries = Object.entries(value).map(([name, child]) => {
    const member = members.get(name)
    return [name, member ? repaired(child, member) : child] as const
  })
  // What has a schema of its own stands first, so that only what is free is cut off.
  const sorted = [
    ...entries.filter(([name]) => members.has(name)),
    ...entries.filter(([name]) => !members.has(name)),
  ]
  return Object.fromEntries(sorted.slice(0, maxProperties))
}
