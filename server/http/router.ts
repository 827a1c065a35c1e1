import express, { type Router } from 'express'
import type { Logger } from 'pino'
import { type Clock, systemClock } from '../clock.ts'
import type { OperationFacts } from '../contracts.ts'
import type { Face } from '../face/face.ts'
import { createWrongKeys } from '../rate-limits/wrong-keys.ts'
import { answerErrors, answerOf, passOverConditions, refuseMethod, refusePath } from './answer.ts'
import { authenticate, authorize } from './authenticate.ts'
import { checkContract } from './check-contract.ts'
import { nextTurn } from './large-bodies.ts'
import { createRateLimiter } from './limit-rate.ts'
import type { Middleware } from './middleware.ts'
import { traceOperation } from './observe.ts'
import { readJson } from './read-json.ts'
import { createValidator } from './validator.ts'

export interface RouterOptions {
  clock: Clock
  logger: Logger
  /** Whether every answer is held against the contract before it leaves. */
  validateResponses: boolean
}

/**
 * Serves one API: each operation of its contract, and every refusal in the API's own shape, 404 and 405 below its
 * paths included.
 */
export function createRouter(face: Face, { clock, logger, validateResponses }: RouterOptions): Router {
  const router = express.Router({ caseSensitive: true, strict: true })
  const limiter = createRateLimiter(face, clock)
  const wrongKeys = createWrongKeys(systemClock)
  const validatorOf = createValidator(face.contract, validateResponses)

  for (const [path, operations] of pathsOf(face)) {
    const route = router.route(path.replaceAll(/\{(\w+)\}/g, ':$1'))
    const validate = validatorOf(path)
    for (const [id, operation] of operations) {
      const chain: Middleware[] = [
        traceOperation(face, id, operation),
        authenticate(face, operation, wrongKeys),
        limiter.tell(operation),
        authorize(operation),
        limiter.take,
        ...readJson(operation.maxBodyBytes),
        nextTurn,
        checkContract(face, operation, validate),
        nextTurn,
        passOverConditions,
        answerOf(face, id, validateResponses),
      ]
      route[operation.method](...chain)
    }
    route.all(refuseMethod(operations.map(([, { method }]) => method)))
  }
  router.use(prefixesOf(face), refusePath)
  router.use(answerErrors(logger, () => face.errorBody, face.errorType))
  return router
}

type Operations = [id: string, operation: OperationFacts][]

/** The operations of each path; those without a placeholder come first: `/conversations/compose`, then `{id}`. */
function pathsOf({ operations }: Face): [path: string, Operations][] {
  const paths = Map.groupBy(Object.entries(operations), ([, { path }]) => path)
  return [...paths].sort(([a], [b]) => Number(a.includes('{')) - Number(b.includes('{')))
}

/** What lies below the first segments of its paths belongs to an API. */
const prefixesOf = ({ operations }: Face): string[] => [
  ...new Set(Object.values(operations).map(({ path }) => `/${path.split('/')[1]}`)),
]
