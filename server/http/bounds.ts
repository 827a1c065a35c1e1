import type { Bound } from '../contracts.ts'
import { type CustomFields, checkCustomFields } from '../custom-fields/check.ts'
import { Refusal, type Violation } from '../errors/refusal.ts'

const utf8 = new TextEncoder()

/**
 * Holds a body against the bounds of its operation, whatever else may be wrong with it.
 *
 * @param fields the custom fields of the tenant; undefined for an operation without
 * @throws Refusal `payload_too_large` when files decode to more than the contract allows
 */
export function checkBounds(
  bounds: readonly Bound[],
  body: unknown,
  fields: CustomFields | undefined,
): Violation[] {
  const violations: Violation[] = []
  for (const { at: path, maxDepth, maxJsonBytes, maxDecodedBytes, customFields } of bounds) {
    for (const { at, value } of valuesAt(body, path)) {
      if (typeof value !== 'object' || value === null) continue
      const refuse = (code: string, rule: string) =>
        violations.push({
          path: at.map(name => `/${name}`).join(''),
          code,
          message: `${at.join('.')} must not be ${rule}`,
        })
      if (maxDecodedBytes !== undefined && decodedSize(value) > maxDecodedBytes) {
        throw new Refusal(
          'payload_too_large',
          `The attachments decode to more than ${maxDecodedBytes} bytes.`,
        )
      }
      // First: to write what is nested without a bound would overflow the stack.
      if (maxDepth !== undefined && isDeeper(value, maxDepth)) {
        refuse('depth', `nested deeper than ${maxDepth} levels`)
      } else if (maxJsonBytes !== undefined && isLonger(JSON.stringify(value), maxJsonBytes)) {
        refuse('size', `larger than ${maxJsonBytes} bytes as JSON`)
      }
      if (customFields && fields) violations.push(...checkCustomFields(fields, { ...value }).violations)
    }
  }
  return violations
}

/** Members of which one has to be there, and none is. */
export interface Unmet {
  /** JSON Pointer to the object. */
  path: string
  /** The same for a sentence; empty for the body. */
  name: string
  oneOf: readonly string[]
}

/** The objects of a body that lack a member of which there has to be one. */
export const unmetChoices = (bounds: readonly Bound[], body: unknown): Unmet[] =>
  bounds.flatMap(({ at: path, oneOf }) =>
    oneOf === undefined
      ? []
      : valuesAt(body, path).flatMap(({ at, value }) =>
          typeof value !== 'object' ||
          value === null ||
          Array.isArray(value) ||
          oneOf.some(name => Object.hasOwn(value, name))
            ? []
            : [{ path: at.map(name => `/${name}`).join(''), name: at.join('.'), oneOf }],
        ),
  )

/** Stands in a bound's path for every entry of a list. */
const EACH = '*'

/** The values that the path leads to, each with where it stands. */
function valuesAt(body: unknown, path: readonly string[]): { at: string[]; value: unknown }[] {
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
