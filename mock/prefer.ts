import type { IHttpOperationConfig } from '@stoplight/prism-http'
import parsePreferHeader from 'parse-prefer-header'
import type { OperationFacts } from '../server/contracts.ts'
import { Refusal } from '../server/refusal.ts'

/**
 * What the caller wishes to be answered: `Prefer: code=409`, `example=minimal` (RFC 7240).
 *
 * @throws Refusal `validation_failed` for a code that the operation does not answer, naming those that it does
 */
export function readPreferences(
  header: string | string[] | undefined,
  operation: OperationFacts,
): IHttpOperationConfig {
  if (header === undefined) return { dynamic: false }
  const { code, example } = parsePreferHeader(header)
  return {
    dynamic: false,
    ...(code === undefined ? {} : { code: readCode(code, operation) }),
    ...(typeof example === 'string' ? { exampleKey: example } : {}),
  }
}

function readCode(code: string | true, { statuses }: OperationFacts): number {
  const status = Number(code)
  const failure = Number.isInteger(status) && status >= 500 && status <= 599
  if (failure || statuses.includes(status)) return status
  throw impossible(
    'code',
    `${code} is no status of this operation; it has ${statuses.join(', ')} and 500 to 599`,
  )
}

/** A 400 for a wish that cannot be granted. */
export const impossible = (preference: string, reason: string): Refusal =>
  Refusal.invalid([
    { in: 'header', path: '/Prefer', code: preference, message: `Prefer: ${preference}: ${reason}` },
  ])
