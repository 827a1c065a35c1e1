import { operations as atenderOperations } from '../generated/atender/operations.ts'
import { operations as fernandOperations } from '../generated/fernand/operations.ts'
import { atenderContract, type Contract, fernandContract, type OperationFacts } from '../server/contracts.ts'

const contracts = { atender: atenderContract, fernand: fernandContract }
const operations: Record<Api, Readonly<Record<string, OperationFacts>>> = {
  atender: atenderOperations,
  fernand: fernandOperations,
}

export type Api = keyof typeof contracts
export const apiNames = Object.keys(contracts) as Api[] // Object.keys forgets the key type

/** Where a fact of the contract is known from: printed by the vendor, described in words, or our reading. */
export type Provenance = 'documented' | 'described' | 'assumed'

/** A node of a contract, as far as this looks into one. */
export interface Node {
  $ref?: string
  'x-provenance'?: Provenance
  [name: string]: unknown
}

/** A JSON Schema, as far as this looks into one. */
export interface Schema extends Node {
  type?: string | string[]
  properties?: Record<string, unknown>
  required?: string[]
  additionalProperties?: boolean | object
  items?: object
  anyOf?: Schema[]
  allOf?: Schema[]
  enum?: unknown[]
  format?: string
  pattern?: string
  minLength?: number
  maxLength?: number
  minimum?: number
  maximum?: number
  minItems?: number
  maxItems?: number
  uniqueItems?: boolean
  minProperties?: number
  maxProperties?: number
}

export interface Operation extends OperationFacts {
  api: Api
  id: string
  /** JSON Pointer into the contract. */
  pointer: string
  provenance: Provenance
}

export const contractOf = (api: Api): Contract => contracts[api]

const escaped = (name: string) => name.replaceAll('~', '~0').replaceAll('/', '~1')
const unescaped = (segment: string) => decodeURIComponent(segment).replaceAll('~1', '/').replaceAll('~0', '~')

/** A JSON Pointer (RFC 6901) of these names. */
export const pointerOf = (...names: string[]): string => names.map(name => `/${escaped(name)}`).join('')

/** The operations of an API, in the order of the contract. */
export function operationsOf(api: Api): Operation[] {
  return Object.entries(operations[api]).map(([id, facts]) => {
    const pointer = pointerOf('paths', facts.path, facts.method)
    return { ...facts, api, id, pointer, provenance: provenanceAt(api, pointer) }
  })
}

/** What stands at a pointer, references followed on the way. */
export function nodeAt(api: Api, pointer: string): Node {
  return walk(api, pointer).node
}

/** The schema at a pointer. */
export const schemaAt = (api: Api, pointer: string): Schema => nodeAt(api, pointer) as Schema

/** Where what stands at a pointer is known from: the nearest node above it that says so. */
export const provenanceAt = (api: Api, pointer: string, otherwise: Provenance = 'assumed'): Provenance =>
  walk(api, pointer).provenance ?? otherwise

function walk(api: Api, pointer: string): { node: Node; provenance: Provenance | undefined } {
  const contract = contractOf(api) as unknown as Node
  let node = contract
  let provenance: Provenance | undefined
  for (const segment of pointer.split('/').slice(1)) {
    const name = unescaped(segment)
    const assumed = node['x-assumed']
    // A keyword may be our reading where its schema is the vendor's.
    if (Array.isArray(assumed) && assumed.includes(name)) provenance = 'assumed'
    node = resolved(contract, (node[name] ?? {}) as Node)
    provenance = node['x-provenance'] ?? provenance
  }
  return { node, provenance }
}

function resolved(contract: Node, node: Node): Node {
  if (node.$ref === undefined) return node
  const target = node.$ref
    .split('/')
    .slice(1)
    .reduce<Node>((part, segment) => part[unescaped(segment)] as Node, contract)
  // What stands beside a reference counts (OpenAPI 3.1, JSON Schema 2020-12).
  const { $ref: _, ...beside } = node
  return { ...resolved(contract, target), ...beside }
}

/**
 * Where a parameter of an operation or of an event stands.
 *
 * @throws Error for a name that is not there
 */
export function parameterPointer(api: Api, pointer: string, name: string): string {
  const list = (nodeAt(api, pointer).parameters as unknown[] | undefined) ?? []
  const index = list.findIndex((_, place) => nodeAt(api, `${pointer}/parameters/${place}`).name === name)
  if (index < 0) throw new Error(`${pointer} of ${api} has no parameter ${name}`)
  return `${pointer}/parameters/${index}`
}

/** The first example of an operation's body; undefined where it has none. */
export function exampleBody({ api, pointer }: Operation): unknown {
  const content = nodeAt(api, `${pointer}${pointerOf('requestBody', 'content', 'application/json')}`)
  const [name] = Object.keys((content.examples as object | undefined) ?? {})
  if (name === undefined) return undefined
  const at = pointerOf('requestBody', 'content', 'application/json', 'examples', name)
  return nodeAt(api, pointer + at).value
}

/** The source of a regular expression for the paths of an operation. */
export const pathPattern = ({ path }: Pick<Operation, 'path'>): string =>
  path.replaceAll('.', '\\.').replaceAll(/\{\w+\}/g, '[^/]+')

/** Whether it can be asked of any server: it reads, and needs no id of something that is there. */
export const readsAnywhere = ({ method, path, query }: Operation): boolean =>
  method === 'get' && !path.includes('{') && !query.includes('token')

/** The same place without a reference on the way: the last component that the pointer leads through, and on from there. */
export function direct(api: Api, pointer: string): string {
  const names = pointer.split('/').slice(1)
  let at = ''
  for (const name of names) {
    at += `/${name}`
    const { $ref } = rawAt(api, at)
    if (typeof $ref === 'string') at = $ref.slice(1)
  }
  return at
}

function rawAt(api: Api, pointer: string): { $ref?: unknown } {
  const above = pointer.slice(0, pointer.lastIndexOf('/'))
  const name = unescaped(pointer.slice(above.length + 1))
  return (nodeAt(api, above)[name] as { $ref?: unknown } | undefined) ?? {}
}

/**
 * Where a fact stands: a schema that many read is one place, what an operation takes and answers is its own.
 *
 * @param pointer JSON Pointer, through references
 */
export function canonical(api: Api, pointer: string): string {
  const names = pointer.split('/').slice(1).map(unescaped)
  // A member that is read in many places is one of each schema that has it; a schema as a whole is itself.
  const isWhole = ['schema', 'items'].includes(names.at(-1) ?? '')
  const at = isWhole
    ? direct(api, pointerOf(...names))
    : direct(api, pointerOf(...names.slice(0, -1))) + pointerOf(...names.slice(-1))
  return at.startsWith('/components/schemas/') ? at : pointerOf(...names)
}
