import express, { type ErrorRequestHandler, type Express, type RequestHandler } from 'express'
import type { Logger } from 'pino'
import type { Clock } from './clock.ts'
import type { Face } from './face.ts'
import { serveDocs } from './http/docs.ts'
import { mountFace } from './http/mount.ts'
import { identifyRequest } from './http/request-id.ts'
import type { Ids } from './ids.ts'

/** What the HTTP layer needs, whoever answers behind it. */
export interface AppOptions {
  faces: Face[]
  clock: Clock
  ids: Ids
  logger: Logger
  validateResponses: boolean
  /** Comes before all else. */
  first?: RequestHandler[]
}

/** The whole server, in the order in which a request passes through it. */
export function createApp({ faces, clock, ids, logger, validateResponses, first = [] }: AppOptions): Express {
  const app = express()
  app.disable('x-powered-by')
  app.disable('etag')
  app.enable('strict routing')
  app.enable('case sensitive routing')
  app.set('query parser', 'simple')

  app.use(identifyRequest(ids, clock, logger))
  for (const handler of first) app.use(handler)
  app.get('/healthz', (_request, response) => {
    response.json({ status: 'ok' })
  })
  app.use('/docs', serveDocs())
  for (const face of faces) app.use(mountFace(face, { validateResponses, clock, logger }))
  app.use((_request, response) => {
    response.status(404).json({ error: 'not_found', message: 'There is nothing at this path.' })
  })
  app.use(((error, _request, response, _next) => {
    logger.error({ err: error, requestId: response.locals.requestId }, 'a request failed')
    response
      .status(500)
      .json({ error: 'internal_error', message: 'The server failed to answer. Try again later.' })
  }) satisfies ErrorRequestHandler)
  return app
}
