import type { Fits } from './fits.ts'
import { idLike } from './hash.ts'
import { isObject, planOf, type Returned, valueAt } from './plan.ts'
import type { Samples } from './samples.ts'
import { entryOf, isOfType, isRequired, membersOf, type SchemaNode } from './schema.ts'
import type { MockOperation } from './table.ts'

/** What was sent, checked. */
export interface Sent {
  body: unknown
  path: Readonly<Record<string, unknown>>
  query: Readonly<Record<string, unknown>>
}

type Members = Record<string, unknown>

/**
 * Puts what was sent into the answer of an operation: the members that the contract returns, the ids of the path, the
 * filters of a list. What does not have the schema of its place stays out, so an answer that the contract allows stays
 * one.
 *
 * @param seed decides, with what was sent, the ids of what is made
 */
export function createEcho({ fits, samples, seed }: { fits: Fits; samples: Samples; seed: string }) {
  /** Puts a value there when it may stand there. */
  function set(object: Members, member: string, target: SchemaNode | undefined, value: unknown): void {
    if (target && value !== undefined && fits(target, value)) object[member] = value
  }

  /** An object with what was sent for it. What is new has nothing that was not sent. */
  function withSent(base: Members, answer: SchemaNode, sent: unknown, request: SchemaNode, isNew: boolean) {
    const object = { ...base }
    for (const returned of planOf(request, answer)) {
      const { from, member, byId, target } = returned
      const value = valueAt(sent, from)
      if (value === undefined) {
        if (isNew) clear(object, answer, returned)
      } else
        set(
          object,
          member,
          target,
          byId ? named(base, member, value) : toAnswer(base, returned, value, sentNode(request, from), isNew),
        )
    }
    if (isNew && isObject(sent)) complete(object, answer, sent)
    return object
  }

  /** What is sent as an id, as the object that the examples know by it. */
  function named(base: Members, member: string, id: unknown): unknown {
    if (id === null) return null
    const known = samples.object(member, id)
    return { ...(known ?? (base[member] as object | null)), id }
  }

  function toAnswer(
    base: Members,
    { member, target }: Returned,
    value: unknown,
    request: SchemaNode | undefined,
    isNew: boolean,
  ): unknown {
    if (typeof value === 'string') return target.schema.format === 'email' ? value.toLowerCase() : value
    const names = samples.names(member)
    if (Array.isArray(value)) {
      const [entry, sentEntry] = [entryOf(target), request && entryOf(request)]
      if (!entry || !sentEntry || membersOf(entry).size === 0) {
        return names ? names.filter(name => value.includes(name)) : value
      }
      const sample = membersOf(entry).has('id') || membersOf(entry).has('uuid') ? samples.object(member) : {}
      return value.map((one, index) =>
        identified(
          withSent(sample ?? {}, entry, one, sentEntry, true),
          entry,
          `${index} ${JSON.stringify(one)}`,
        ),
      )
    }
    if (!isObject(value)) return value
    if (membersOf(target).size === 0 || !request) {
      return names
        ? Object.fromEntries(Object.entries(value).filter(([name]) => names.includes(name)))
        : value
    }
    const known = isObject(base[member]) ? base[member] : (samples.object(member) ?? {})
    const object = withSent(known, target, value, request, isNew)
    return isNew ? identified(object, target, JSON.stringify(value.email ?? value)) : object
  }

  /** Ids of its own for an object that is made. */
  function identified(object: Members, answer: SchemaNode, of: string): Members {
    for (const name of ['id', 'uuid']) {
      set(object, name, membersOf(answer).get(name), idLike(object[name], `${seed} ${name} ${of}`))
    }
    return object
  }

  return (operation: MockOperation, example: unknown, sent: Sent): unknown => {
    const answer = operation.success.schema
    if (!answer) return example
    const list = listOf(answer, example)
    if (list) {
      const { limit } = sent.query
      const entries = list.entries
        .slice(0, typeof limit === 'number' ? limit : undefined)
        .map(entry => (isObject(entry) ? placed(operation, { ...entry }, list.entry, sent, true) : entry))
      return list.member === undefined ? entries : { ...(example as Members), [list.member]: entries }
    }
    if (!isObject(example)) return example
    const { request } = operation
    const isNew = request !== undefined && operation.method === 'post'
    const of = `${operation.id} ${JSON.stringify([sent.path, sent.body])}`
    const object = request ? withSent(example, answer, sent.body, request, isNew) : { ...example }
    if (isNew) {
      identified(object, answer, of)
      set(
        object,
        'conversation_id',
        membersOf(answer).get('conversation_id'),
        idLike(object.conversation_id, `${seed} conversation ${of}`),
      )
    }
    return placed(operation, object, answer, sent, isNew)
  }

  /** With the ids of the path, and what a list was filtered by. */
  function placed(
    { path }: MockOperation,
    object: Members,
    answer: SchemaNode,
    sent: Sent,
    hasOwnId: boolean,
  ): Members {
    const members = membersOf(answer)
    for (const [, collection = '', parameter = ''] of path.matchAll(/\/([\w-]+?)\/\{(\w+)\}/g)) {
      const one = collection.replace(/ies$/, 'y').replace(/s$/, '')
      const names = [`${one}Id`, `${one}_id`]
      const id = sent.path[parameter]
      if (!hasOwnId && !names.some(name => members.has(name))) set(object, 'id', members.get('id'), id)
      belongTo(names, id, object, answer)
    }
    for (const [name, value] of Object.entries(sent.query)) {
      if (name !== 'id') set(object, name, members.get(name), value)
    }
    return object
  }

  /** Names what it lies in, wherever the answer does. */
  function belongTo(names: string[], id: unknown, object: Members, answer: SchemaNode): void {
    for (const [name, node] of membersOf(answer)) {
      const value = object[name]
      const entry = entryOf(node)
      if (names.includes(name)) set(object, name, node, id)
      else if (entry && Array.isArray(value)) {
        object[name] = value.map(one => {
          if (!isObject(one)) return one
          const copy = { ...one }
          belongTo(names, id, copy, entry)
          return copy
        })
      }
    }
  }
}

/** The name of the success's example that agrees most with what was sent, in what has a fixed set of values. */
export function nearest({ success, request }: MockOperation, body: unknown): string | undefined {
  const [first, ...others] = success.examples
  const answer = success.schema
  if (!first || !request || !answer) return first?.[0]
  const fixed = planOf(request, answer).filter(({ target }) => 'enum' in target.schema)
  const agreement = ([, example]: [string, unknown]) =>
    fixed.filter(({ from, member }) => valueAt(body, from) === valueAt(example, [member])).length
  return others.reduce((best, one) => (agreement(one) > agreement(best) ? one : best), first)[0]
}

/** The schema of what is sent at a place. */
const sentNode = (request: SchemaNode, path: string[]): SchemaNode | undefined =>
  path.reduce<SchemaNode | undefined>((node, name) => node && membersOf(node).get(name), request)

/** A new object has nothing in a member that was not sent, as far as the contract allows that. */
function clear(object: Members, answer: SchemaNode, { member, target }: Returned): void {
  if (!Object.hasOwn(object, member)) return
  if (isOfType(target, 'null')) object[member] = null
  else if (isOfType(target, 'array')) object[member] = []
  else if (isOfType(target, 'object') && membersOf(target).size === 0) object[member] = {}
  else if (!isRequired(answer, member)) delete object[member]
}

/** What the contracts say of what follows from something else that was sent. */
function complete(object: Members, answer: SchemaNode, sent: Members): void {
  const members = membersOf(answer)
  if (members.has('size') && typeof sent.content === 'string') object.size = decodedSize(sent.content)
  // A new contact without a name is named after the local part of its address.
  if (members.has('name') && typeof sent.email === 'string' && sent.name === undefined) {
    object.name = sent.email.slice(0, sent.email.lastIndexOf('@'))
  }
}

/** Of base64 (RFC 4648 section 4). */
const decodedSize = (text: string) =>
  (text.length / 4) * 3 - (text.endsWith('==') ? 2 : text.endsWith('=') ? 1 : 0)

/** The entries of an answer that is a list, or holds one under `data`. */
function listOf(
  answer: SchemaNode,
  example: unknown,
): { entries: unknown[]; entry: SchemaNode; member?: string } | undefined {
  const whole = entryOf(answer)
  if (whole && Array.isArray(example)) return { entries: example, entry: whole }
  const data = membersOf(answer).get('data')
  const entry = data && entryOf(data)
  if (!entry || !isObject(example) || !Array.isArray(example.data)) return undefined
  return { entries: example.data, entry, member: 'data' }
}
