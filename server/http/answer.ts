import type { ErrorRequestHandler, Request, RequestHandler, Response } from 'express'
import type { Logger } from 'pino'
import { systemClock } from '../clock.ts'
import { Refusal } from '../errors/refusal.ts'
import type { Answer, Face } from '../face/face.ts'
import { callerOf } from './caller.ts'
import { fileHeaders } from './file-headers.ts'
import { keyScheme } from './key-scheme.ts'
import type { Middleware } from './middleware.ts'
import { toRefusal } from './refuse.ts'
import { endOfTurn } from './turn.ts'

/**
 * Does the operation, and answers with what came of it: JSON, the bytes of a file, or nothing.
 *
 * @param validateResponses whether files are held against the contract; JSON is by express-openapi-validator
 */
export const answerOf =
  (face: Face, operationId: string, validateResponses: boolean): Middleware =>
  async (request, response) => {
    const { body, query, params: path, headers } = request
    const address = () => `${request.protocol}://${request.host}${request.baseUrl}`
    const { principal } = response.locals
    const from = { caller: () => callerOf(request), address }
    const answer = await face.answer(operationId, { principal, body, query, path, headers, ...from })
    if (validateResponses && answer.body instanceof Uint8Array) {
      checkFile(face.operations[operationId]?.files ?? [], answer)
    }
    await endOfTurn()
    response.status(answer.status).setHeaders(new Map(Object.entries(answer.headers ?? {})))
    if (answer.body === undefined) response.end()
    else if (answer.body instanceof Uint8Array)
      response
        .set(fileHeaders)
        .send(Buffer.from(answer.body.buffer, answer.body.byteOffset, answer.body.byteLength))
    else response.json(answer.body)
  }

/**
 * No answer has a validator, so there is no condition to meet (RFC 9110 section 13.1): Express would answer
 * `If-None-Match: *` with a 304.
 */
export const passOverConditions: Middleware = (request, _response, next) => {
  delete request.headers['if-none-match']
  delete request.headers['if-modified-since']
  next()
}

/** @throws Error when the contract does not list a success of this media type */
function checkFile(files: readonly string[], { status, headers = {} }: Answer): void {
  const [type = ''] = headers['Content-Type']?.split(';') ?? []
  const isListed = files.includes(type) || (type.includes('/') && files.includes('*/*'))
  if (status !== 200 || !isListed) throw new Error(`no documented answer is a file of type "${type}"`)
}

/** Refuses every method that the path does not have (RFC 9110 section 15.5.6). */
export function refuseMethod(methods: readonly string[]): RequestHandler {
  const names = methods.map(method => method.toUpperCase())
  const allow = [...names, ...(names.includes('GET') ? ['HEAD'] : [])].join(', ')
  return () => {
    throw new Refusal('method_not_allowed', `This path answers ${allow} alone.`, {
      headers: { Allow: allow },
    })
  }
}

export const refusePath: RequestHandler = () => {
  throw new Refusal('not_found', 'There is nothing at this path.')
}

/**
 * Answers every error in the shape of an API; one that is no refusal is logged whole and answered blank.
 */
export const answerErrors =
  (
    logger: Logger,
    errorBodyOf: (request: Request) => Face['errorBody'],
    errorType = 'application/json',
  ): ErrorRequestHandler =>
  (error, request, response, _next) => {
    const refusal = toRefusal(error)
    response.locals.refusal = refusal
    if (refusal.status >= 500) {
      logger.error({ err: error, requestId: response.locals.requestId }, 'a request failed')
    }
    if (response.headersSent) return void response.destroy()
    response.status(refusal.status).type(errorType).set(refusal.headers)
    const body = errorBodyOf(request)(refusal)
    if (hasMuchUnread(request)) answerUnread(response, body)
    else response.json(body)
  }

/** What Node.js may read and throw away, in bytes, so that a connection goes on. */
const LITTLE = 4 * 1024 * 1024

/** How long who still sends has to see the answer, in milliseconds: a closed connection could hide it (RFC 9112 section 9.6). */
const LINGER = 1_000

/** Answers a request of whose body no more is read: whoever sends on does that in vain. */
function answerUnread(response: Response, body: object): void {
  const bytes = Buffer.from(JSON.stringify(body))
  response.set({ Connection: 'close', 'Content-Length': String(bytes.length) }).write(bytes)
  const stop = systemClock.after(LINGER, () => response.end())
  response.once('close', stop)
}

/** Whether a body is on its way of which nobody has read anything, and that costs something to read. */
function hasMuchUnread(request: Request): boolean {
  const { 'content-length': length = '0', 'transfer-encoding': encoding } = request.headers
  return !request.complete && !request.readableDidRead && (encoding !== undefined || Number(length) > LITTLE)
}

const plainBody = ({ code, message }: Refusal): object => ({ error: code, message })

/** The shape of the API whose key came with the request, and where none did, nobody's. */
export const errorBodyByKey =
  (faces: readonly Face[]) =>
  ({ headers }: Request): Face['errorBody'] =>
    faces.find(({ contract }) => keyScheme(contract).read(headers) !== undefined)?.errorBody ?? plainBody
