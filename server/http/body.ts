import express, { type Request, type RequestHandler, type Response } from 'express'
import { Refusal } from '../refusal.ts'
import { findUnstorable, isSuspect } from './unstorable.ts'

/**
 * For an operation without a body. The validator keeps a compiled schema for every Content-Type that it has seen,
 * so none reaches it.
 */
export const ignoreBody: RequestHandler = (request, _response, next) => {
  delete request.headers['content-type']
  next()
}

/**
 * Reads a JSON body of at most `maxBytes`, as it is parsed: a compressed one counts inflated.
 * Violations that no schema can state are kept for the answer that lists them all.
 * What is left of the Content-Type is the bare media type, for the reason above.
 */
export function readBody(maxBytes: number): RequestHandler[] {
  return [
    (request, _response, next) => {
      // A request without a body is not of the wrong type: the validator says that the body is missing.
      if (hasBody(request) && !request.is('application/json')) {
        throw new Refusal('unsupported_media_type', 'The body must be sent as application/json.')
      }
      next()
    },
    express.json({
      limit: maxBytes,
      strict: false,
      // Seen to be JSON above.
      type: () => true,
      verify: (_request, response, text) => {
        ;(response as Response).locals.suspect = isSuspect(text)
      },
    }),
    (request, response, next) => {
      response.locals.violations = response.locals.suspect ? findUnstorable(request.body) : []
      request.headers['content-type'] = 'application/json'
      next()
    },
  ]
}

const hasBody = ({ headers }: Request) =>
  headers['transfer-encoding'] !== undefined || Number(headers['content-length'] ?? 0) > 0

/** What `express.json` throws: http-errors with a `type` (expressjs/body-parser, "Errors"). */
export function refusalOfBodyError(error: unknown, maxBytes: number | null): Refusal | undefined {
  if (!(error instanceof Error) || error instanceof URIError) return undefined
  switch ('type' in error ? error.type : undefined) {
    case 'entity.too.large':
      return new Refusal('payload_too_large', `The body is larger than ${maxBytes} bytes.`, {
        // What is left of the body is not read, so the connection cannot serve another request.
        headers: { Connection: 'close' },
      })
    case 'encoding.unsupported':
    case 'charset.unsupported':
      return new Refusal(
        'unsupported_media_type',
        'The body has an encoding or a charset that is not supported.',
      )
    case 'entity.parse.failed':
      return malformed('malformed_json', 'The body is not valid JSON.')
    case 'request.size.invalid':
    case 'request.aborted':
      return malformed('incomplete', 'The body ended before its announced length.')
    default:
      // A compressed body that cannot be inflated has no type of its own.
      return 'status' in error && error.status === 400
        ? malformed('unreadable', 'The body cannot be read.')
        : undefined
  }
}

const malformed = (code: string, message: string): Refusal =>
  new Refusal('malformed_body', message, {
    violations: [{ path: '', code, message: message.charAt(0).toLowerCase() + message.slice(1, -1) }],
  })
