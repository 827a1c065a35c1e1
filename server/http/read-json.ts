import { isUtf8 } from 'node:buffer'
import type { IncomingHttpHeaders, IncomingMessage } from 'node:http'
import express, { type Response } from 'express'
import { bodyRules } from '../contracts.ts'
import type { Refusal } from '../errors/refusal.ts'
import { countBytes, countInflated } from './body-budget.ts'
import { hasMoreValues } from './count-values.ts'
import {
  busy,
  incomplete,
  isJson,
  malformed,
  notUtf8,
  tooLarge,
  tooMany,
  wrongEncoding,
  wrongType,
} from './json.ts'
import { nextTurn, readInTurns } from './large-bodies.ts'
import type { Middleware } from './middleware.ts'
import { findUnstorable } from './unstorable.ts'

/**
 * Reads the JSON body of an operation, of at most `maxBytes` as it is parsed: a compressed one counts inflated.
 * Refuses with `unsupported_media_type`, `payload_too_large` or `malformed_body`.
 *
 * @param maxBytes null for an operation without a body
 */
export function readJson(maxBytes: number | null): Middleware[] {
  if (maxBytes === null) return [passOver]
  const upTo = (limit: number) => express.json({ limit, strict: false, type: () => true, verify: look })
  const parse = upTo(maxBytes)
  return [
    refuseUnread(maxBytes),
    countBytes,
    readInTurns,
    (request, response, next) => {
      const limit = inflatedLimit(request.headers)
      const parser = limit < maxBytes ? upTo(limit) : parse
      parser(request, response, error => next(error && (toRefusal(error) ?? error)))
    },
    nextTurn,
    lookThrough,
  ]
}

/** As small a body as is never too large for having been compressed well. */
const MEBIBYTE = 1024 * 1024

/** How large a body may be inflated: a few bytes can be very many. One that does not tell its length is not believed. */
const inflatedLimit = (headers: IncomingHttpHeaders): number =>
  (headers['content-encoding'] ?? 'identity') === 'identity'
    ? Number.POSITIVE_INFINITY
    : Math.max(MEBIBYTE, bodyRules.maxInflation * Number(headers['content-length'] ?? 0))

/** A body that the operation does not have plays no part, and neither does its type. */
const passOver: Middleware = (request, _response, next) => {
  delete request.headers['content-type']
  next()
}

/** Before a byte of it is read. A request without a body is not of the wrong type: the contract says it is missing. */
const refuseUnread =
  (maxBytes: number): Middleware =>
  ({ headers }, _response, next) => {
    const length = Number(headers['content-length'] ?? 0)
    if (headers['transfer-encoding'] === undefined && length === 0) delete headers['content-length']
    else if (!isJson(headers)) throw wrongType()
    else if (length > maxBytes && headers['content-encoding'] === undefined) throw tooLarge(maxBytes)
    next()
  }

/** Bodies without a byte: `express.json` makes an object of what is no JSON at all (RFC 8259 section 2). */
const empty = new WeakSet<object>()

/** Sees the bytes before they are parsed (expressjs/body-parser, `verify`). */
function look(request: IncomingMessage, response: object, bytes: Buffer, charset: string): void {
  const { locals } = response as Response // Express made it
  locals.seeBody?.(bytes)
  if (bytes.length === 0) empty.add(request)
  if (charset === 'utf-8' && !isUtf8(bytes)) throw Object.assign(new Error(), { type: 'charset.invalid' })
  if (hasMoreValues(bytes, bodyRules.maxValues)) throw Object.assign(new Error(), { type: 'values.too.many' })
  countInflated(request, bytes.length)
}

/** Finds in a body what no database keeps. */
const lookThrough: Middleware = (request, response, next) => {
  if (empty.has(request)) request.body = undefined
  response.locals.bodyViolations = findUnstorable(request.body)
  // The validator keeps a compiled schema for every spelling that it has seen, for ever: it sees one.
  request.headers['content-type'] = 'application/json'
  next()
}

/** What `express.json` throws: http-errors with a `type` (expressjs/body-parser, "Errors"). */
function toRefusal(error: { type?: string; limit?: number; status?: number }): Refusal | undefined {
  switch (error.type) {
    case 'entity.too.large':
      return tooLarge(error.limit ?? 0)
    case 'budget.exceeded':
      return busy()
    case 'values.too.many':
      return tooMany(bodyRules.maxValues)
    case 'encoding.unsupported':
    case 'charset.unsupported':
      return wrongEncoding()
    case 'charset.invalid':
      return notUtf8()
    case 'entity.parse.failed':
      return malformed('malformed_json', 'The body is not valid JSON.')
    case 'request.size.invalid':
    case 'request.aborted':
      return incomplete()
    default:
      // A compressed body that cannot be inflated has no type of its own.
      return error.status === 400 ? malformed('unreadable', 'The body cannot be read.') : undefined
  }
}
