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
