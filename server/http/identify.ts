import type { Logger } from 'pino'
import type { Clock } from '../clock.ts'
import { Refusal } from '../errors/refusal.ts'
import type { Ids } from '../ids.ts'
import type { Middleware } from './middleware.ts'

/** Names every request, and tells the name in `X-Request-Id`. */
export const identify =
  (ids: Ids): Middleware =>
  (_request, response, next) => {
    response.locals.requestId = ids.sortable()
    response.set('X-Request-Id', response.locals.requestId)
    next()
  }

/** Logs one line when a request is answered, with all that was wrong with it. */
export function logRequests(clock: Clock, logger: Logger): Middleware {
  const logs = logger.isLevelEnabled('info')
  return (request, response, next) => {
    if (logs) {
      const start = clock.now()
      response.on('close', () => {
        const { requestId, refusal } = response.locals
        const path = masked(pathOf(request.originalUrl))
        const status = response.writableFinished ? response.statusCode : 'aborted'
        const why = refusal && { reason: masked(reasonOf(refusal)) }
        logger.info(
          { requestId, method: request.method, path, status, ms: clock.now() - start, ...why },
          'request',
        )
      })
    }
    next()
  }
}

/** Without the query, which may hold the token of a download. */
const pathOf = (target: string): string => target.split('?', 1)[0] ?? target

/** Callers put keys where none belongs: into paths, and as names of members, which refusals name. */
const masked = (text: string): string =>
  text.replace(/\b(sa_(?:test|live)_|sk_|whsec_)[\w+/=-]+/g, '$1***').replace(/\/\/[^/]*@/g, '//***@')

const reasonOf = ({ message, violations }: { message: string; violations: { message: string }[] }): string =>
  violations.length > 0 ? violations.map(one => one.message).join('; ') : message

/** Makes the absolute form of a request target (RFC 9112 section 3.2.2) the origin form that routes are written for. */
export const useOriginForm: Middleware = (request, _response, next) => {
  if (!request.url.startsWith('/')) {
    const url = URL.parse(request.url)
    if (url) request.url = url.pathname + url.search
  }
  next()
}

/** Refuses a request with two Host lines, of which Node.js shows the first and a proxy may have used the other (RFC 9112 section 3.2). */
export const requireOneHost: Middleware = (request, _response, next) => {
  const hosts = request.rawHeaders.filter((name, index) => index % 2 === 0 && name.toLowerCase() === 'host')
  if (hosts.length > 1) {
    throw Refusal.invalid([
      { in: 'header', path: '/Host', code: 'repeated', message: 'Host must be there once' },
    ])
  }
  next()
}
