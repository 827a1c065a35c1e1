import type { OperationFacts } from '../contracts.ts'
import type { Violation } from '../errors/refusal.ts'
import { escapeSegment } from './pointer.ts'

/** The query parameters that the operation does not have. */
export function unknownParameters(query: Record<string, unknown>, operation: OperationFacts): Violation[] {
  return Object.keys(query)
    .filter(name => !operation.query.includes(name))
    .map(name => ({
      in: 'query',
      path: `/${escapeSegment(name)}`,
      code: 'additionalProperties',
      message: `${name} is not a parameter of this operation`,
    }))
}

/**
 * The numbers without an end: the validator makes one of `1e400`, and holds it against no bound.
 *
 * @param values as the validator has converted them
 */
export const endlessNumbers = (place: 'path' | 'query', values: Record<string, unknown>): Violation[] =>
  Object.entries(values)
    .filter(([, value]) => typeof value === 'number' && !Number.isFinite(value))
    .map(([name]) => ({
      in: place,
      path: `/${escapeSegment(name)}`,
      code: 'type',
      message: `${name} must be a number that has an end`,
    }))
