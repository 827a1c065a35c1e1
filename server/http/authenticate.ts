import type { OperationFacts } from '../contracts.ts'
import { Refusal } from '../errors/refusal.ts'
import type { Face } from '../face/face.ts'
import type { WrongKeys } from '../rate-limits/wrong-keys.ts'
import type { Principal } from '../tenants/principal.ts'
import { callerOf, networkOf } from './caller.ts'
import { keyScheme } from './key-scheme.ts'
import type { Middleware } from './middleware.ts'
import { requireScopes } from './scopes.ts'

/** Who calls an operation that needs no key. */
const nobody: Principal = {
  tenantId: '',
  keyId: '',
  tier: null,
  customTier: null,
  scopes: [],
  hasWebhooks: false,
  agentId: null,
  hasIdPrefixes: true,
  numbers: { base: 0, after: 0 },
}

/**
 * Finds out who calls. Refuses with `unauthorized`, and an address that tries one wrong key after the other with
 * `rate_limited`. A right key is never refused for the wrong ones that its address sends as well.
 */
export function authenticate(face: Face, { security }: OperationFacts, wrongKeys: WrongKeys): Middleware {
  const scheme = keyScheme(face.contract)
  if (security.length === 0) {
    return (_request, response, next) => {
      response.locals.principal = nobody
      next()
    }
  }
  return async (request, response, next) => {
    const key = scheme.read(request.headers)
    const isLocal = () => networkOf(request.socket.localAddress) === '' && callerOf(request) === ''
    const principal = key ? await face.principal(key, isLocal) : undefined
    if (!principal) {
      if (key) wrongKeys.count(callerOf(request), key, face.rateLimit.headers)
      throw new Refusal('unauthorized', scheme.advice, { headers: scheme.challenge })
    }
    response.locals.principal = principal
    next()
  }
}

/** Asks whether the key may do that. Refuses with `forbidden`, naming every scope that is missing. */
export const authorize =
  ({ scopes }: OperationFacts): Middleware =>
  (_request, response, next) => {
    requireScopes(response.locals.principal, scopes)
    next()
  }
