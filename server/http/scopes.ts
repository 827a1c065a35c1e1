import { Refusal } from '../errors/refusal.ts'
import { allows, type Principal } from '../tenants/principal.ts'

/**
 * Asks whether a key may do what needs these scopes.
 *
 * @throws Refusal `forbidden` naming every scope that is missing
 */
export function requireScopes(principal: Principal, scopes: readonly string[]): void {
  const missing = scopes.filter(scope => !allows(principal.scopes, scope))
  if (missing.length > 0) {
    throw new Refusal('forbidden', `The API key lacks the scope ${missing.join(', ')}.`)
  }
  if (!principal.hasWebhooks && scopes.some(scope => scope.startsWith('webhooks:'))) {
    throw new Refusal('forbidden', 'Webhooks are not enabled for this tenant.')
  }
}
