import type { RequestHandler } from 'express'
import * as OpenApiValidator from 'express-openapi-validator'
import type { Contract } from '../contracts.ts'
import { formats } from './formats.ts'

/**
 * Holds every request against the contract, all violations at once, and fills in its defaults.
 *
 * @param validateResponses also hold every answer against it; one that breaks it becomes a 500
 */
export function createValidator(contract: Contract, validateResponses: boolean): RequestHandler {
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
  return inTurn(steps)
}

/** The handlers one after the other; a router would undo the path parameters that the validator has converted. */
function inTurn(handlers: RequestHandler[]): RequestHandler {
  return (request, response, next) => {
    const from = (index: number) => (error?: unknown) => {
      const handler = error === undefined ? handlers[index] : undefined
      if (handler) handler(request, response, from(index + 1))
      else next(error)
    }
    from(0)()
  }
}
