import { parse } from 'node:querystring'
import type { Logger } from 'pino'
import type { Clock } from '../clock.ts'
import type { OperationFacts } from '../contracts.ts'
import type { Face } from '../face/face.ts'
import type { Principal } from '../tenants/keys.ts'
import { authenticate, authorize } from './authenticate.ts'
import { readBody } from './body.ts'
import { boundsOf, checkBounds } from './bounds.ts'
import type { Exchange } from './exchange.ts'
import { keyScheme } from './key-scheme.ts'
import { createRateLimiter } from './limit-rate.ts'
import { unknownParameters } from './parameters.ts'
import { refuse, toRefusal } from './refuse.ts'
import { createRoutes } from './routes.ts'
import type { createValidator, OperationValidator } from './validate.ts'

/**
 * Serves one API: for each operation of its contract who, how often, what size, which type, is it right, do it.
 * Every refusal leaves in the API's own shape, 404 and 405 below its paths included.
 */
export function mountFace(
  face: Face,
  options: { validateResponses: boolean; clock: Clock; logger: Logger },
): (exchange: Exchange) => Promise<void> {
  const find = createRoutes(face.operations)
  const scheme = keyScheme(face.contract)
  const limitOf = createRateLimiter(face, options.clock)
  const validatorOf = validators(face, options.validateResponses)
  const bounds = memoized((operation: OperationFacts) => boundsOf(face.contract, operation))

  return async exchange => {
    let validator: OperationValidator | undefined
    try {
      const { id, operation, params } = find(exchange.method, exchange.path)
      const principal =
        operation.security.length === 0 ? nobody : await authenticate(exchange.headers, face, scheme)
      const limit = limitOf(principal, operation, exchange)
      authorize(principal, operation)
      await limit?.take()
      const { body, violations } = await readBody(exchange, operation.maxBodyBytes)
      validator = await validatorOf(id)
      const query = parse(exchange.search)
      const own = [
        ...violations,
        ...unknownParameters(query, operation),
        ...checkBounds(bounds(operation), body),
      ]
      const checked = await validator.request(exchange, { query, params, body })
      refuse(checked.violations, own)
      const answer = await face.answer(id, {
        principal,
        body: checked.body,
        query: checked.query,
        path: checked.params,
        headers: exchange.headers,
      })
      if (!(answer.body instanceof Uint8Array)) {
        await validator.answer(exchange, answer.status, answer.body)
      }
      exchange.answer(answer.status, answer.body, answer.headers)
    } catch (error) {
      const refusal = toRefusal(error)
      if (refusal.status >= 500) {
        options.logger.error({ err: error, requestId: exchange.id }, 'a request failed')
      }
      if (exchange.response.headersSent) exchange.response.destroy()
      else exchange.answer(refusal.status, face.errorBody(refusal), refusal.headers)
    }
  }
}

/** Who calls an operation that needs no key. */
const nobody: Principal = { tenantId: '', keyId: '', tier: null, scopes: [], hasWebhooks: false }

/** Remembers what was made for each key. */
function memoized<Key extends object, Value>(make: (key: Key) => Value): (key: Key) => Value {
  const made = new WeakMap<Key, Value>()
  return key => {
    const known = made.get(key) ?? make(key)
    made.set(key, known)
    return known
  }
}

/** The validators of the operations: loaded at the first request, so that the server is up before that. */
function validators(face: Face, validateResponses: boolean): (id: string) => Promise<OperationValidator> {
  let made: Promise<ReturnType<typeof createValidator>> | undefined
  const known = new Map<string, OperationValidator>()
  return async id => {
    made ??= import('./validate.ts').then(({ createValidator }) =>
      createValidator(face.contract, validateResponses),
    )
    const create = await made
    const validator = known.get(id) ?? create()
    known.set(id, validator)
    return validator
  }
}
