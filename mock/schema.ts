import type { Contract } from '../server/contracts.ts'

/** A JSON Schema, as far as the mock looks into one. */
export interface Schema {
  $ref?: string
  type?: string | string[]
  format?: string
  properties?: Record<string, Schema>
  required?: string[]
  items?: Schema
  allOf?: Schema[]
  oneOf?: Schema[]
}

/** A part of a contract, with where it stands, references followed. */
export interface SchemaNode {
  contract: Contract
  /** JSON Pointer from the root of the contract. */
  pointer: string
  schema: Schema
}

const escapeSegment = (name: string) => name.replaceAll('~', '~0').replaceAll('/', '~1')
const unescapeSegment = (name: string) => name.replaceAll('~1', '/').replaceAll('~0', '~')

/** What stands below a node. */
export function under(node: SchemaNode, path: string[]): SchemaNode {
  return path.reduce<SchemaNode>(({ contract, pointer, schema }, name) => {
    const child = (schema as Record<string, Schema>)[name]
    return resolved({ contract, pointer: `${pointer}/${escapeSegment(name)}`, schema: child ?? {} })
  }, node)
}

/** The whole contract. */
export const rootOf = (contract: Contract): SchemaNode => ({
  contract,
  pointer: '',
  schema: contract as unknown as Schema, // looked into by `under` alone
})

function resolved(node: SchemaNode): SchemaNode {
  const { $ref } = node.schema
  if ($ref === undefined) return node
  const schema = $ref
    .slice('#/'.length)
    .split('/')
    .map(unescapeSegment)
    .reduce<unknown>((part, key) => (part as Record<string, unknown>)[key], node.contract)
  return resolved({ contract: node.contract, pointer: $ref.slice(1), schema: schema as Schema }) // lint resolved it
}

/** The object that a value is when it is not null: the schema itself, or the branch of a `oneOf` that has members. */
function asObject(node: SchemaNode): SchemaNode {
  const branches = (node.schema.oneOf ?? []).map((_, index) => under(node, ['oneOf', String(index)]))
  return branches.find(({ schema }) => schema.properties) ?? node
}

const known = new WeakMap<Schema, ReadonlyMap<string, SchemaNode>>()

/** The members that a schema gives an object, those of its `allOf` too. */
export function membersOf(given: SchemaNode): ReadonlyMap<string, SchemaNode> {
  const node = asObject(given)
  const made = known.get(node.schema)
  if (made) return made
  const parts = (node.schema.allOf ?? []).map((_, index) => under(node, ['allOf', String(index)]))
  const members = new Map([
    ...parts.flatMap(part => [...membersOf(part)]),
    ...Object.keys(node.schema.properties ?? {}).map(
      name => [name, under(node, ['properties', name])] as const,
    ),
  ])
  known.set(node.schema, members)
  return members
}

/** Whether an object of this schema must have the member. */
export function isRequired(given: SchemaNode, name: string): boolean {
  const node = asObject(given)
  if (node.schema.required?.includes(name)) return true
  return (node.schema.allOf ?? []).some((_, index) => isRequired(under(node, ['allOf', String(index)]), name))
}

/** The schema of the entries of a list. */
export const entryOf = (node: SchemaNode): SchemaNode | undefined =>
  node.schema.items && under(node, ['items'])

/** Whether the schema names the type, alone or among others. */
export const isOfType = ({ schema }: SchemaNode, type: string): boolean =>
  [schema.type ?? []].flat().includes(type) || (schema.oneOf ?? []).some(branch => branch.type === type)
