import type { RequestHandler } from 'express'
import type { Logger } from 'pino'
import type { Clock } from '../clock.ts'
import type { Ids } from '../ids.ts'

/** Names every request, tells the name in `X-Request-Id`, and logs one line when it is answered. */
export function identifyRequest(ids: Ids, clock: Clock, logger: Logger): RequestHandler {
  return (request, response, next) => {
    const requestId = ids.sortable()
    const start = clock.now()
    const { method, path } = request
    response.locals.requestId = requestId
    response.set('X-Request-Id', requestId)
    response.on('close', () => {
      const status = response.writableFinished ? response.statusCode : 'aborted'
      logger.info({ requestId, method, path, status, ms: clock.now() - start }, 'request')
    })
    next()
  }
}
