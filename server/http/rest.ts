import type { RequestListener } from 'node:http'
import express, { type ErrorRequestHandler } from 'express'
import type { Logger } from 'pino'
import { serveDocs } from './docs.ts'

/** Everything but the APIs: the docs, and a 404 in nobody's shape. */
export function createRest(logger: Logger): RequestListener {
  const app = express()
  app.disable('x-powered-by')
  app.disable('etag')
  app.enable('strict routing')
  app.enable('case sensitive routing')

  app.use('/docs', serveDocs())
  app.use((_request, response) => {
    response.status(404).json({ error: 'not_found', message: 'There is nothing at this path.' })
  })
  app.use(((error, _request, response, _next) => {
    logger.error({ err: error, requestId: response.get('X-Request-Id') }, 'a request failed')
    response
      .status(500)
      .json({ error: 'internal_error', message: 'The server failed to answer. Try again later.' })
  }) satisfies ErrorRequestHandler)
  return app
}
