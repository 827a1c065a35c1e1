import type { Request } from 'express'
import type { Contract, OperationFacts } from '../contracts.ts'
import type { Face } from '../face.ts'
import { Refusal } from '../refusal.ts'
import { allows, type Principal } from '../tenants/keys.ts'

/** How the contract says that a key is sent. */
interface KeyScheme {
  read(request: Request): string | undefined
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
        read: request => /^Bearer +(\S+)$/i.exec(request.headers.authorization ?? '')?.[1],
        advice: `Send an active API key: Authorization: Bearer ${scheme.bearerFormat}.`,
        challenge: { 'WWW-Authenticate': 'Bearer' },
      }
    }
    if (scheme.type === 'apiKey' && scheme.in === 'header') {
      return {
        read: request => request.get(scheme.name),
        advice: `Send a valid API key in the header ${scheme.name}.`,
        challenge: {},
      }
    }
  }
  throw new Error(`${contract.info.title}: no security scheme that this server knows`)
}

/**
 * Who calls, and whether the key may.
 *
 * @throws Refusal `unauthorized` or `forbidden`
 */
export async function authenticate(
  request: Request,
  face: Face,
  scheme: KeyScheme,
  operation: OperationFacts,
): Promise<Principal> {
  const key = scheme.read(request)
  const principal = key ? await face.principal(key) : undefined
  if (!principal) throw new Refusal('unauthorized', scheme.advice, { headers: scheme.challenge })
  const missing = operation.scopes.filter(scope => !allows(principal.scopes, scope))
  if (missing.length > 0) {
    throw new Refusal('forbidden', `The API key lacks the scope ${missing.join(', ')}.`)
  }
  if (!principal.hasWebhooks && operation.scopes.some(scope => scope.startsWith('webhooks:'))) {
    throw new Refusal('forbidden', 'Webhooks are not enabled for this tenant.')
  }
  return principal
}
