import express, { type ErrorRequestHandler, type RequestHandler, type Router } from 'express'
import { error as openApiErrors } from 'express-openapi-validator'
import type { Logger } from 'pino'
import type { Clock } from '../clock.ts'
import type { OperationFacts } from '../contracts.ts'
import type { Face } from '../face.ts'
import { Refusal, type Violation } from '../refusal.ts'
import { authenticate, keyScheme } from './authenticate.ts'
import { ignoreBody, readBody, refusalOfBodyError } from './body.ts'
import { createRateLimiter } from './limit-rate.ts'
import { unknownParameters } from './parameters.ts'
import { createValidator } from './validate.ts'
import { toViolations } from './violations.ts'

/**
 * Serves one API: for each operation of its contract who, what size, which type, is it right, do it.
 * Every refusal leaves in the API's own shape, 404 and 405 below its paths included.
 */
export function mountFace(
  face: Face,
  options: { validateResponses: boolean; clock: Clock; logger: Logger },
): Router {
  const router = express.Router({ caseSensitive: true, strict: true })
  const scheme = keyScheme(face.contract)
  const limitRate = createRateLimiter(face, options.clock)
  // Made at the first request, so that the server is up before the contract is compiled.
  let validator: ReturnType<typeof createValidator> | undefined
  const validate = (id: string): RequestHandler => {
    let check: RequestHandler | undefined
    return (request, response, next) => {
      validator ??= createValidator(face.contract, options.validateResponses)
      check ??= validator(id)
      return check(request, response, next)
    }
  }

  for (const [path, operations] of byPath(face.operations)) {
    const route = router.route(path.replaceAll(/\{(\w+)\}/g, ':$1'))
    for (const [id, operation] of operations) {
      const steps: RequestHandler[] = [
        async (request, response, next) => {
          response.locals.operation = operation
          const principal = await authenticate(request, face, scheme, operation)
          response.locals.principal = principal
          limitRate(principal, operation, response)
          next()
        },
        ...(operation.maxBodyBytes === null ? [ignoreBody] : readBody(operation.maxBodyBytes)),
        (request, response, next) => {
          // A HEAD is a GET whose body Node does not send; the validator knows no HEAD.
          if (request.method === 'HEAD') request.method = 'GET'
          // Express parses it anew whenever it is asked.
          Object.defineProperty(request, 'query', {
            value: request.query,
            writable: true,
            configurable: true,
          })
          response.locals.violations = [
            ...(response.locals.violations ?? []),
            ...unknownParameters(request, operation),
          ]
          next()
        },
        validate(id),
        async (request, response) => {
          if (response.locals.violations.length > 0) throw Refusal.invalid(response.locals.violations)
          const { status, body, headers } = await face.answer(id, {
            principal: response.locals.principal,
            body: request.body,
            query: request.query,
            path: request.params,
            headers: request.headers,
          })
          response.status(status).set(headers ?? {})
          if (body === undefined) response.end()
          else response.json(body)
        },
      ]
      methodOf(route, operation)(...steps)
    }
    const allow = operations.map(([, { method }]) => method.toUpperCase())
    if (allow.includes('GET')) allow.push('HEAD')
    route.all(() => {
      throw new Refusal('method_not_allowed', `This path answers ${allow.join(', ')} alone.`, {
        headers: { Allow: allow.join(', ') },
      })
    })
  }

  for (const prefix of prefixes(face.operations)) {
    router.use(prefix, () => {
      throw new Refusal('not_found', 'There is nothing at this path.')
    })
  }
  router.use(answerErrors(face, options.logger))
  return router
}

type Entry = readonly [id: string, operation: OperationFacts]

/** Paths without a placeholder first: `/conversations/compose` before `/conversations/{id}`. */
function byPath(operations: Face['operations']): [string, Entry[]][] {
  const paths = Map.groupBy(Object.entries(operations), ([, operation]) => operation.path)
  return [...paths].sort(([a], [b]) => Number(a.includes('{')) - Number(b.includes('{')))
}

/** The first segments of the paths: what lies below them belongs to this API. */
const prefixes = (operations: Face['operations']): Set<string> =>
  new Set(Object.values(operations).map(({ path }) => `/${path.split('/')[1]}`))

function methodOf(route: express.IRoute, { method }: OperationFacts) {
  switch (method) {
    case 'get':
    case 'post':
    case 'put':
    case 'patch':
    case 'delete':
      return route[method].bind(route)
    default:
      throw new Error(`the contract has a method that is not served: ${method}`)
  }
}

function answerErrors(face: Face, logger: Logger): ErrorRequestHandler {
  return (error, request, response, _next) => {
    const refusal = toRefusal(error, request.body, response.locals)
    if (refusal.status >= 500)
      logger.error({ err: error, requestId: response.locals.requestId }, 'a request failed')
    if (response.headersSent) {
      response.destroy()
      return
    }
    response.status(refusal.status).set(refusal.headers).json(face.errorBody(refusal))
  }
}

function toRefusal(error: unknown, body: unknown, locals: Record<string, unknown>): Refusal {
  if (error instanceof Refusal) return error
  const operation = locals.operation as OperationFacts | undefined // set by the first step of every operation
  if (error instanceof openApiErrors.BadRequest) {
    const own = (locals.violations as Violation[] | undefined) ?? [] // set by the step before the validator
    // A NUL breaks many a pattern too: its own sentence says it better.
    const told = new Set(own.map(({ path }) => path))
    const violations = toViolations(error.errors, { body }).filter(
      ({ code, path }) => code !== 'pattern' || !told.has(path),
    )
    return Refusal.invalid([...violations, ...own])
  }
  const bodyError = refusalOfBodyError(error, operation?.maxBodyBytes ?? null)
  if (bodyError) return bodyError
  if (error instanceof URIError) {
    const violation: Violation = {
      in: 'path',
      path: '',
      code: 'encoding',
      message: 'the path has a percent-encoding that is no UTF-8',
    }
    return Refusal.invalid([violation])
  }
  return new Refusal('internal_error', 'The server failed to answer. Try again later.', { cause: error })
}
