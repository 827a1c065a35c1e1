import type { NextFunction, Request, RequestHandler, Response } from 'express'
import * as OpenApiValidator from 'express-openapi-validator'
import type { Contract } from '../contracts.ts'
import { formats } from './formats.ts'

/**
 * Holds every request against the contract, all violations at once, and fills in its defaults.
 *
 * @param validateResponses also hold every answer against it; one that breaks it becomes a 500
 * @returns the check for an operation, by its id
 */
export function createValidator(
  contract: Contract,
  validateResponses: boolean,
): (operationId: string) => RequestHandler {
  const steps = OpenApiValidator.middleware({
    // The validator changes the document that it is given.
    apiSpec: structuredClone(contract),
    // `npm run lint` has checked it.
    validateApiSpec: false,
    // Unknown parameters are ours to find (parameters.ts): the validator would stop at the first one.
    validateRequests: { allErrors: true, allowUnknownQueryParameters: true },
    validateResponses,
    // Keys are checked before the body is read, so before the validator.
    validateSecurity: false,
    fileUploader: false,
    // 404 and 405 are the router's.
    ignoreUndocumented: true,
    formats: Object.fromEntries(
      Object.entries(formats).map(([name, { validate }]) => [name, { type: 'string', validate }]),
    ),
  })
  const [find, checkRequest, checkResponse] = [
    'metadataMiddleware',
    'requestMiddleware',
    'responseMiddleware',
  ].map(name => steps.find(step => step.name === name))
  if (!find || !checkRequest)
    throw new Error('express-openapi-validator has other steps than its version 5.6')
  const check = checkResponse ? [checkRequest, checkResponse] : [checkRequest]

  /** What the validator knows of each operation that was called. */
  const found = new Map<string, object>()
  return operationId => (request: ValidatedRequest, response, next) => {
    const known = found.get(operationId)
    if (known) {
      request.openapi = { ...known, pathParams: request.params }
      inTurn(check, request, response, next)
      return
    }
    // Its own search compiles every path of the contract anew for every request; the router has found the operation.
    inTurn([find], request, response, error => {
      if (!error && request.openapi) found.set(operationId, request.openapi)
      if (error) next(error)
      else inTurn(check, request, response, next)
    })
  }
}

/** As the validator leaves it for its later steps. */
interface ValidatedRequest extends Request {
  openapi?: object
}

/** The handlers one after the other; a router would undo the path parameters that the validator has converted. */
function inTurn(handlers: RequestHandler[], request: Request, response: Response, next: NextFunction): void {
  const from = (index: number) => (error?: unknown) => {
    const handler = error === undefined ? handlers[index] : undefined
    if (handler) handler(request, response, from(index + 1))
    else next(error)
  }
  from(0)()
}
