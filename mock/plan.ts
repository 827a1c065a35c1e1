import { membersOf, type SchemaNode } from './schema.ts'

/** A member of a request that comes back in the answer. */
export interface Returned {
  /** Members from the sent object down to the value. */
  from: string[]
  /** The member of the answer. */
  member: string
  /** Of an object that is sent as its id alone, such as `agentId` for `agent`. */
  byId: boolean
  target: SchemaNode
}

/** What the contracts send under one name and return under another. */
const otherNames: Readonly<Record<string, string>> = { content: 'message' }

const plans = new WeakMap<object, WeakMap<object, Returned[]>>()

/**
 * What of a sent object comes back in an answer: the members that both schemas name. A sent object that the answer
 * does not name lends it its members, as `outboundContext` does with `metadata`.
 */
export function planOf(sent: SchemaNode, answer: SchemaNode): Returned[] {
  const ofSent = plans.get(sent.schema) ?? new WeakMap<object, Returned[]>()
  plans.set(sent.schema, ofSent)
  const plan = ofSent.get(answer.schema) ?? makePlan(sent, answer)
  ofSent.set(answer.schema, plan)
  return plan
}

function makePlan(sent: SchemaNode, answer: SchemaNode): Returned[] {
  const targets = membersOf(answer)
  const found = new Map<string, Returned>()
  const add = (from: string[], member: string, byId = false) => {
    const target = targets.get(member)
    if (target && !found.has(member)) found.set(member, { from, member, byId, target })
  }
  for (const name of membersOf(sent).keys()) add([name], name)
  for (const [name, node] of membersOf(sent)) {
    const object = /^(.+?)(?:Id|_id)$/.exec(name)?.[1]
    if (targets.has(name)) continue
    if (object !== undefined && targets.has(object)) add([name], object, true)
    if (membersOf(node).size > 0) {
      for (const inner of membersOf(node).keys()) {
        add([name, inner], inner)
        add([name, inner], otherNames[inner] ?? inner)
      }
    } else add([name], otherNames[name] ?? name)
  }
  return [...found.values()]
}

/** The value that a path of members leads to. */
export const valueAt = (value: unknown, path: string[]): unknown =>
  path.reduce<unknown>(
    (part, name) => (isObject(part) && Object.hasOwn(part, name) ? part[name] : undefined),
    value,
  )

export const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
