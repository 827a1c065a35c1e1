import type { NextFunction, Request, RequestHandler, Response } from 'express'
import * as OpenApiValidator from 'express-openapi-validator'
import type { Contract } from '../contracts.ts'
import { documentOf } from './document.ts'
import { formats } from './formats.ts'
import type { ValidatorError } from './violations.ts'

/**
 * Holds a request against the contract; from then on, `response.json` holds the answer against it.
 *
 * Parameters are converted, and the contract's defaults filled in.
 *
 * @returns what is wrong with the request, in the validator's words. Any other error goes to `next`, that of an answer
 *   too, and nothing is returned.
 */
export type Validate = (
  request: Request<Record<string, string>>,
  response: Response,
  next: NextFunction,
) => Promise<ValidatorError[]>

/** Of each contract, by the first path of a group and by whether answers are checked: every server of this process has the same ones. */
const known = new WeakMap<Contract, Map<string, RequestHandler[]>>()

/** How many of the first paths of a contract, which are asked most, have a validator each. */
const ALONE = 2
/** How many of the others share one. */
const TOGETHER = 5

/**
 * The paths of a contract, by the validator that they share.
 *
 * A validator compares each request with the paths of its document one after the other, and compiles their patterns
 * anew; and it compiles the schema of OpenAPI when it is made, though it is told not to check the document.
 */
export function pathGroups({ paths }: Contract): string[][] {
  const names = Object.keys(paths)
  const groups = names.slice(0, ALONE).map(name => [name])
  for (let at = ALONE; at < names.length; at += TOGETHER) groups.push(names.slice(at, at + TOGETHER))
  return groups
}

/**
 * Makes the validator of a path, of a document of its group alone, when it is first asked for.
 *
 * @param validateResponses whether answers are held against the contract too
 */
export function createValidator(contract: Contract, validateResponses: boolean): (path: string) => Validate {
  const groups = new Map(pathGroups(contract).flatMap(group => group.map(path => [path, group])))
  return path => {
    const group = groups.get(path) ?? [path]
    return (request, response, next) =>
      found(stepsOf(contract, group, validateResponses), request, response, next)
  }
}

/** Makes the validator of a group before it is asked for; with the first one what all others need is loaded. */
export function loadValidator(
  contract: Contract,
  group: readonly string[],
  validateResponses: boolean,
): void {
  stepsOf(contract, group, validateResponses)
}

function stepsOf(contract: Contract, group: readonly string[], validateResponses: boolean): RequestHandler[] {
  const made = known.get(contract) ?? new Map<string, RequestHandler[]>()
  known.set(contract, made)
  const key = `${group[0]} ${validateResponses}`
  const steps = made.get(key) ?? stepsFor(contract, group, validateResponses)
  made.set(key, steps)
  return steps
}

const stepsFor = (
  contract: Contract,
  group: readonly string[],
  validateResponses: boolean,
): RequestHandler[] =>
  OpenApiValidator.middleware({
    apiSpec: documentOf(contract, group),
    // `npm run lint` has checked it.
    validateApiSpec: false,
    // Unknown parameters are ours to find (parameters.ts): the validator would stop at the first one.
    validateRequests: { allErrors: true, allowUnknownQueryParameters: true },
    validateResponses,
    // Keys are checked before the body is read, so before the validator.
    validateSecurity: false,
    fileUploader: false,
    // The router has found the operation, wherever it is mounted.
    ignoreUndocumented: true,
    useRequestUrl: true,
    formats: Object.fromEntries(
      Object.entries(formats).map(([name, { validate }]) => [name, { type: 'string', validate }]),
    ),
  })

const found = (
  steps: RequestHandler[],
  request: Request<Record<string, string>>,
  response: Response,
  next: NextFunction,
) =>
  new Promise<ValidatorError[]>(resolve => {
    inTurn(steps, request, response, error => {
      if (error instanceof OpenApiValidator.error.BadRequest) resolve(error.errors)
      else if (error) next(error)
      else if ('openapi' in request) resolve([])
      else next(new Error(`the validator does not know ${request.method} ${request.path}`))
    })
  })

/** Lets a request pass through middlewares as a route of Express would. */
function inTurn(steps: RequestHandler[], request: Request, response: Response, next: NextFunction): void {
  const pass = (index: number) => (error?: unknown) => {
    const step = steps[index]
    if (error || !step) next(error)
    else step(request, response, pass(index + 1))
  }
  pass(0)()
}
