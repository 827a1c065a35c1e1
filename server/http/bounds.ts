import type { Contract, OperationFacts } from '../contracts.ts'
import { Refusal, type Violation } from '../errors/refusal.ts'

const utf8 = new TextEncoder()

/** Stands for every entry of a list. */
const EACH = '*'

/** What a value of a body may be at most, where no keyword of JSON Schema can say it. */
interface Bound {
  /** Members from the body down to the value. */
  path: string[]
  /** `x-max-depth`: levels of objects and arrays. */
  depth: number | undefined
  /** `x-max-json-bytes`: size as JSON, in UTF-8. */
  jsonBytes: number | undefined
  /** `x-max-decoded-bytes`: what the `content` of all entries of a list decodes to, from base64. */
  decodedBytes: number | undefined
}

interface Schema {
  $ref?: string
  properties?: Record<string, Schema>
  items?: Schema
  'x-max-depth'?: number
  'x-max-json-bytes'?: number
  'x-max-decoded-bytes'?: number
}

/** The bounds that the contract sets in the request body of an operation, read once. */
export function boundsOf(contract: Contract, { method, path }: OperationFacts): Bound[] {
  const item = contract.paths?.[path] as Record<string, { requestBody?: unknown }> | undefined
  const body = item?.[method]?.requestBody as { content?: Record<string, { schema?: Schema }> } | undefined
  const schema = body?.content?.['application/json']?.schema
  return schema ? boundsIn(contract, schema, []) : []
}

function boundsIn(contract: Contract, given: Schema, path: string[]): Bound[] {
  const schema = given.$ref ? { ...follow(contract, given.$ref), ...given } : given
  const [depth, jsonBytes, decodedBytes] = [
    schema['x-max-depth'],
    schema['x-max-json-bytes'],
    schema['x-max-decoded-bytes'],
  ]
  const own = [depth, jsonBytes, decodedBytes].some(bound => bound !== undefined)
  return [
    ...(own ? [{ path, depth, jsonBytes, decodedBytes }] : []),
    ...Object.entries(schema.properties ?? {}).flatMap(([name, member]) =>
      boundsIn(contract, member, [...path, name]),
    ),
    ...(schema.items ? boundsIn(contract, schema.items, [...path, EACH]) : []),
  ]
}

/** The part of the bundle that a reference within it names (RFC 6901). */
const follow = (contract: Contract, ref: string): Schema =>
  ref
    .slice('#/'.length)
    .split('/')
    .reduce<unknown>((node, key) => (node as Record<string, unknown>)[key], contract) as Schema // lint resolved it

/**
 * Holds a body against them, whatever else may be wrong with it.
 *
 * @throws Refusal `payload_too_large` when files decode to more than the contract allows
 */
export function checkBounds(bounds: readonly Bound[], body: unknown): Violation[] {
  const violations: Violation[] = []
  for (const { path, depth, jsonBytes, decodedBytes } of bounds) {
    for (const { at, value } of valuesAt(body, path)) {
      if (typeof value !== 'object' || value === null) continue
      const refuse = (code: string, rule: string) =>
        violations.push({
          path: at.map(name => `/${name}`).join(''),
          code,
          message: `${at.join('.')} must not be ${rule}`,
        })
      if (decodedBytes !== undefined && decodedSize(value) > decodedBytes) {
        throw new Refusal('payload_too_large', `The attachments decode to more than ${decodedBytes} bytes.`)
      }
      // First: to write what is nested without a bound would overflow the stack.
      if (depth !== undefined && isDeeper(value, depth)) refuse('depth', `nested deeper than ${depth} levels`)
      else if (jsonBytes !== undefined && isLonger(JSON.stringify(value), jsonBytes)) {
        refuse('size', `larger than ${jsonBytes} bytes as JSON`)
      }
    }
  }
  return violations
}

/** The values that the path leads to, each with where it stands. */
function valuesAt(body: unknown, path: string[]): { at: string[]; value: unknown }[] {
  let found: { at: string[]; value: unknown }[] = [{ at: [], value: body }]
  for (const name of path) {
    found = found.flatMap(({ at, value }) => {
      if (name === EACH)
        return Array.isArray(value) ? value.map((entry, i) => ({ at: [...at, String(i)], value: entry })) : []
      if (typeof value !== 'object' || value === null || !Object.hasOwn(value, name)) return []
      return [{ at: [...at, name], value: (value as Record<string, unknown>)[name] }] // just seen to be its own member
    })
  }
  return found
}

/** Whether the text takes more bytes than that in UTF-8, where no character of UTF-16 takes more than three. */
const isLonger = (text: string, bytes: number): boolean =>
  text.length * 3 > bytes && utf8.encode(text).length > bytes

const isDeeper = (value: unknown, levels: number): boolean =>
  typeof value === 'object' &&
  value !== null &&
  (levels === 0 || Object.values(value).some(member => isDeeper(member, levels - 1)))

/** Computed from the lengths, so that nothing is decoded that would be refused (RFC 4648 section 4). */
const decodedSize = (list: object): number =>
  Object.values(list).reduce<number>((sum, entry) => sum + sizeOf(entry?.content), 0)

function sizeOf(base64: unknown): number {
  if (typeof base64 !== 'string') return 0
  const padding = base64.endsWith('==') ? 2 : base64.endsWith('=') ? 1 : 0
  return Math.floor((base64.length * 3) / 4) - padding
}
