import type { IncomingHttpHeaders } from 'node:http'
import type { OperationFacts } from '../contracts.ts'
import { Refusal } from '../errors/refusal.ts'
import type { Face } from '../face/face.ts'
import { allows, type Principal } from '../tenants/keys.ts'
import type { KeyScheme } from './key-scheme.ts'

/**
 * Who calls.
 *
 * @throws Refusal `unauthorized`
 */
export async function authenticate(
  headers: IncomingHttpHeaders,
  face: Face,
  scheme: KeyScheme,
): Promise<Principal> {
  const key = scheme.read(headers)
  const principal = key ? await face.principal(key) : undefined
  if (!principal) throw new Refusal('unauthorized', scheme.advice, { headers: scheme.challenge })
  return principal
}

/**
 * Whether the key may do that.
 *
 * @throws Refusal `forbidden` naming every scope that is missing
 */
export function authorize(principal: Principal, operation: OperationFacts): void {
  const missing = operation.scopes.filter(scope => !allows(principal.scopes, scope))
  if (missing.length > 0) {
    throw new Refusal('forbidden', `The API key lacks the scope ${missing.join(', ')}.`)
  }
  if (!principal.hasWebhooks && operation.scopes.some(scope => scope.startsWith('webhooks:'))) {
    throw new Refusal('forbidden', 'Webhooks are not enabled for this tenant.')
  }
}
