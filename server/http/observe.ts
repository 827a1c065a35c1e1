/** Requests, counted, timed and traced. */
import { stopwatch } from '../clock.ts'
import type { OperationFacts } from '../contracts.ts'
import type { Face } from '../face/face.ts'
import type { Metrics } from '../telemetry/metrics.ts'
import { beginRequest, failed, within } from '../telemetry/trace.ts'
import type { Middleware } from './middleware.ts'

/** Tells the metrics of each request once it is answered, or its caller has left. */
export const countRequests =
  ({ answered, refused }: Metrics): Middleware =>
  (_request, response, next) => {
    const elapsed = stopwatch()
    response.on('close', () => {
      const { operation, refusal } = response.locals
      answered(operation, response.writableFinished ? response.statusCode : undefined, elapsed())
      if (refusal) refused(operation, refusal.code)
    })
    next()
  }

/** Names the operation, and makes of all that it does a span of the caller's trace, or of one that begins here. */
export function traceOperation(
  { name: api }: Face,
  id: string,
  { path, method }: OperationFacts,
): Middleware {
  const operation = { api, id }
  const known = { 'http.request.method': method.toUpperCase(), 'http.route': path }
  return (request, response, next) => {
    response.locals.operation = operation
    const attributes = { ...known, 'url.path': request.path, 'url.scheme': request.protocol }
    const { span, context } = beginRequest(id, attributes, request.headers)
    if (span.isRecording())
      response.on('close', () => {
        const { statusCode } = response
        span.setAttribute('http.response.status_code', statusCode)
        if (!response.writableFinished) failed(span, 'aborted')
        else if (statusCode >= 500) failed(span, String(statusCode))
        span.end()
      })
    within(context, next)
  }
}
