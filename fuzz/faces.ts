/** The APIs and the control plane, as their contracts tell of them. */

import controlDocument from '../generated/control/openapi.json' with { type: 'json' }
import { operations as controlOperations } from '../generated/control/operations.ts'
import { apis } from '../server/apis/apis.ts'
import type { Contract, OperationFacts } from '../server/contracts.ts'

/** A node of a contract, as far as this looks into one. */
export interface Node {
  [name: string]: unknown
}

export interface Operation extends OperationFacts {
  id: string
  face: Face
  /** JSON Pointer into the contract. */
  pointer: string
}

export interface Face {
  name: string
  contract: Contract
  operations: Operation[]
  /** What a request needs to be let in. */
  keys: Record<string, string>
}

const faceOf = (
  name: string,
  contract: Contract,
  operations: Readonly<Record<string, OperationFacts>>,
  keys: Record<string, string>,
): Face => {
  const face: Face = { name, contract, operations: [], keys }
  for (const [id, facts] of Object.entries(operations)) {
    const pointer = `/paths/${escaped(facts.path)}/${facts.method}`
    face.operations.push({ ...facts, id, face, pointer })
  }
  return face
}

const escaped = (name: string) => name.replaceAll('~', '~0').replaceAll('/', '~1')
const unescaped = (name: string) => name.replaceAll('~1', '/').replaceAll('~0', '~')

export const faces: Face[] = [
  faceOf('atender', apis.atender.contract, apis.atender.operations, {
    Authorization: 'Bearer sa_test_demo_full',
  }),
  faceOf('fernand', apis.fernand.contract, apis.fernand.operations, { 'X-API-Key': 'sk_demo' }),
  // A JSON module has literal types that no document type accepts.
  faceOf('control', controlDocument as unknown as Contract, controlOperations, {}),
]

/** What a node stands for, with what stands beside its reference. */
export function resolved({ contract }: Face, node: unknown): Node {
  const { $ref, ...beside } = (node ?? {}) as Node
  if (typeof $ref !== 'string') return beside
  const target = $ref
    .split('/')
    .slice(1)
    .reduce<unknown>((part, name) => (part as Node)[unescaped(name)], contract)
  return { ...resolved({ contract } as Face, target), ...beside }
}

/** The operation as the contract has it. */
export const nodeOf = ({ face, path, method }: Operation): Node =>
  face.contract.paths[path]?.[method] as unknown as Node

interface Parameter {
  name: string
  in: string
  schema: unknown
}

export function parametersOf(operation: Operation): Parameter[] {
  const list = (nodeOf(operation).parameters as unknown[] | undefined) ?? []
  return list.map(one => resolved(operation.face, one) as unknown as Parameter)
}

/** The schema of the body and its examples; undefined for an operation without. */
export function bodyOf(operation: Operation): { schema: unknown; examples: unknown[] } | undefined {
  if (operation.maxBodyBytes === null) return undefined
  const { content } = resolved(operation.face, nodeOf(operation).requestBody)
  const { schema, examples = {} } = (content as Record<string, Node>)['application/json'] ?? {}
  return {
    schema,
    examples: Object.values(examples as object).map(one => resolved(operation.face, one).value),
  }
}

/** The operation that a request asks for; `wrong method` for a path that has others, undefined for one of nobody. */
export function askedOf(face: Face, method: string, target: string): Operation | 'wrong method' | undefined {
  const path = target.split('?', 1)[0] ?? ''
  const there = face.operations
    .filter(one => patternOf(one).test(path))
    .toSorted((a, b) => Number(a.path.includes('{')) - Number(b.path.includes('{')))
  const wanted = method === 'HEAD' ? 'get' : method.toLowerCase()
  // What has no placeholder comes first, whatever its methods.
  const first = there.filter(one => one.path === there[0]?.path)
  return first.find(one => one.method === wanted) ?? (there.length > 0 ? 'wrong method' : undefined)
}

const patterns = new Map<string, RegExp>()

function patternOf({ path }: Operation): RegExp {
  const known =
    patterns.get(path) ?? new RegExp(`^${path.replaceAll('.', '\\.').replaceAll(/\{\w+\}/g, '[^/]+')}$`)
  patterns.set(path, known)
  return known
}
