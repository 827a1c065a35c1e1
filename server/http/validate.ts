import { parse } from 'node:querystring'
import type { Response } from 'express'
import * as OpenApiValidator from 'express-openapi-validator'
import type { OpenApiRequest, OpenApiRequestHandler } from 'express-openapi-validator/dist/framework/types.js'
import type { Contract } from '../contracts.ts'
import type { Violation } from '../errors/refusal.ts'
import { type CompiledOperation, captureValidators } from './compiled.ts'
import type { Exchange } from './exchange.ts'
import { formats } from './formats.ts'
import { jsonType } from './json.ts'
import { toViolations } from './violations.ts'

/** What an operation is called with. */
interface Parts {
  query: Record<string, unknown>
  params: Record<string, unknown>
  body: unknown
}

/** As it was sent. */
interface Sent extends Parts {
  params: Record<string, string>
}

/** Parameters are converted, the contract's defaults filled in. */
interface Checked extends Parts {
  /** All of them; with any, the rest means nothing. */
  violations: Violation[]
}

/** Holds the requests and the answers of one operation against the contract. */
export interface OperationValidator {
  request(exchange: Exchange, sent: Sent): Checked | Promise<Checked>
  /** @throws InternalServerError of the validator for an answer that breaks the contract */
  answer(exchange: Exchange, status: number, body: unknown): Promise<void>
}

/**
 * Makes the validators of a contract's operations.
 *
 * @param validateResponses also hold every answer against it
 */
export function createValidator(contract: Contract, validateResponses: boolean): () => OperationValidator {
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
    // 404 and 405 are ours (routes.ts).
    ignoreUndocumented: true,
    formats: Object.fromEntries(
      Object.entries(formats).map(([name, { validate }]) => [name, { type: 'string', validate }]),
    ),
  })
  const compiled = captureValidators(OpenApiValidator.middleware)
  const step = (name: string) => steps.find(one => one.name === name)
  const find = required(step('metadataMiddleware'))
  const checkRequest = required(step('requestMiddleware'))
  const checkAnswer = step('responseMiddleware')

  return () => {
    /** What the validator knows of the operation, once it was called. */
    let found: OpenApiRequest['openapi']
    let quick: CompiledOperation | undefined

    async function inFull(exchange: Exchange, { params, body }: Sent): Promise<Checked> {
      const request = asExpress(exchange, params, body)
      // Its own search compiles every path of the contract anew for every request; routes.ts has found the operation.
      if (found) request.openapi = { ...found, pathParams: { ...params } }
      else await passes(find, request)
      if (!request.openapi) throw new Error(`the validator does not know ${exchange.method} ${exchange.path}`)
      found = request.openapi
      let violations: Violation[] = []
      try {
        await passes(checkRequest, request)
      } catch (error) {
        if (!(error instanceof OpenApiValidator.error.BadRequest)) throw error
        violations = toViolations(error.errors, { body })
      }
      // It takes a body for required when the schema of the body has required members, whatever the contract says.
      if (isMissing(found, body)) violations = [missing, ...violations.filter(({ path }) => path !== '')]
      quick ??= compiled(request)
      const { query, params: converted } = request
      return { query, params: converted, body, violations }
    }

    return {
      request(exchange, sent) {
        const { query, body } = sent
        if (quick?.takes(exchange.search, query) && !isMissing(found, body)) {
          const params = { ...sent.params }
          if (quick.accepts({ query, headers: exchange.headers, params, cookies: undefined, body }))
            return { query, params, body, violations: [] }
        }
        // The first request of an operation, an unusual query, or one that will be refused: the whole middleware.
        return inFull(exchange, sent)
      },
      async answer(exchange, status, body) {
        if (!checkAnswer || !found) return
        const request = asExpress(exchange, {}, undefined)
        request.openapi = found
        await passes(checkAnswer, request, { status, body })
      },
    }
  }
}

const missing: Violation = { path: '', code: 'required', message: 'the body is required' }

/** Whether the contract asks for a body and there is none. */
function isMissing(found: OpenApiRequest['openapi'], body: unknown): boolean {
  if (body !== undefined || !found || !('schema' in found)) return false
  // The validator sets null where the operation has none.
  const requestBody = found.schema.requestBody as { required?: boolean } | null | undefined
  return requestBody?.required === true
}

function required<T>(value: T | undefined): T {
  if (value === undefined) throw new Error('express-openapi-validator has other steps than its version 5.6')
  return value
}

/** What the validator reads of Express's request; it writes the converted parameters into it. */
function asExpress(exchange: Exchange, params: Record<string, string>, body: unknown): OpenApiRequest {
  const { method, path, search, headers } = exchange
  const request = {
    method,
    path,
    baseUrl: '',
    originalUrl: search === '' ? path : `${path}?${search}`,
    headers,
    query: parse(search),
    params: { ...params },
    body,
    // Paths are case-sensitive, and a slash at their end matters.
    app: { enabled: () => true },
  }
  return request as unknown as OpenApiRequest // the members that version 5.6 reads
}

/**
 * Lets a request pass a step of the validator, or the answer to it.
 *
 * @throws what the step refuses it with
 */
async function passes(
  step: OpenApiRequestHandler,
  request: OpenApiRequest,
  answer?: { status: number; body: unknown },
): Promise<void> {
  let failure: unknown
  // The step for answers replaces `json` by a function that checks first.
  const response = {
    statusCode: answer?.status,
    getHeaders: () => ({ 'content-type': jsonType }),
    json: () => response,
  }
  await step(request, response as unknown as Response, error => {
    failure ??= error
  })
  if (answer) (response.json as (body: unknown) => unknown)(answer.body)
  if (failure) throw failure
}
