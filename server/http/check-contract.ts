import type { OperationFacts } from '../contracts.ts'
import type { Face } from '../face/face.ts'
import { checkBounds, unmetChoices } from './bounds.ts'
import type { Middleware } from './middleware.ts'
import { endlessNumbers, unknownParameters } from './parameters.ts'
import { refuse } from './refuse.ts'
import type { Validate } from './validator.ts'
import { toViolations } from './violations.ts'

/**
 * Holds a request against the contract: express-openapi-validator against the schemas, and the rest that no schema can
 * state. Refuses with `validation_failed` and every violation at once, in the order of the body, or with
 * `payload_too_large` when files decode to more than the contract allows.
 */
export const checkContract =
  (face: Face, operation: OperationFacts, validate: Validate): Middleware =>
  async (request, response, next) => {
    const { principal, bodyViolations = [] } = response.locals
    const errors = await validate(request, response, next)
    const { body, query } = request
    const fields = operation.bounds.some(({ customFields }) => customFields)
      ? await face.customFields(principal)
      : undefined
    const own = [
      ...bodyViolations,
      ...unknownParameters(query, operation),
      ...endlessNumbers('query', query),
      ...endlessNumbers('path', request.params),
      ...checkBounds(operation.bounds, body, fields),
    ]
    const unmet = unmetChoices(operation.bounds, body)
    refuse(toViolations(errors, { body, isRequired: operation.isBodyRequired, unmet }), own, body)
    next()
  }
