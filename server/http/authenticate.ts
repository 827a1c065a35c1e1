import type { IncomingHttpHeaders } from 'node:http'
import type { Contract, OperationFacts } from '../contracts.ts'
import type { Face } from '../face.ts'
import { Refusal } from '../refusal.ts'
import { allows, type Principal } from '../tenants/keys.ts'

/** How the contract says that a key is sent. */
interface KeyScheme {
  read(headers: IncomingHttpHeaders): string | undefined
  /** A sentence for a caller without a usable key. */
  advice: string
  /** RFC 9110 section 11.6.1. */
  challenge: Record<string, string>
}

/** Reads the contract's one security scheme. */
export function keyScheme(contract: Contract): KeyScheme {
  const scheme = Object.values(contract.components?.securitySchemes ?? {})[0]
  if (scheme && 'type' in scheme) {
    if (scheme.type === 'http' && scheme.scheme === 'bearer') {
      return {
        read: ({ authorization = '' }) => /^Bearer +(\S+)$/i.exec(authorization)?.[1],
        advice: `Send an active API key: Authorization: Bearer ${scheme.bearerFormat}.`,
        challenge: { 'WWW-Authenticate': 'Bearer' },
      }
    }
    if (scheme.type === 'apiKey' && scheme.in === 'header') {
      const name = scheme.name.toLowerCase()
      return {
        // Node joins a header that is sent twice: then it is a key that nobody has.
        read: headers => headers[name]?.toString(),
        advice: `Send a valid API key in the header ${scheme.name}.`,
        challenge: {},
      }
    }
  }
  throw new Error(`${contract.info.title}: no security scheme that this server knows`)
}

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
