import type { RequestHandler } from 'express'
import * as OpenApiValidator from 'express-openapi-validator'
import type { Contract } from '../contracts.ts'
import { formats } from './formats.ts'

/**
 * Holds every request against the contract, all violations at once, and fills in its defaults.
 *
 * @param validateResponses also hold every answer against it; one that breaks it becomes a 500
 */
export function createValidator(contract: Contract, validateResponses: boolean): RequestHandler[] {
  return OpenApiValidator.middleware({
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
}
