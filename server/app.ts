import express, { type Express } from 'express'
import type { Face } from './face/face.ts'
import { answerErrors, errorBodyByKey, refusePath } from './http/answer.ts'
import { allowOrigins, type Origins } from './http/cors.ts'
import { serveDocs } from './http/docs.ts'
import { type Home, serveHome } from './http/home.ts'
import { identify, logRequests, requireOneHost, useOriginForm } from './http/identify.ts'
import type { Middleware } from './http/middleware.ts'
import { createRouter, type RouterOptions } from './http/router.ts'
import type { Ids } from './ids.ts'

/** What the application needs, whoever answers behind it. */
export interface AppOptions extends RouterOptions {
  faces: Face[]
  ids: Ids
  origins: Origins
  /** What the page at `/` tells. */
  home: () => Home
  /** Whether all that was configured to listen does. */
  isReady?: () => boolean
  /** Stands before the APIs. */
  first?: Middleware[]
}

/** The whole application, in the order in which a request passes through it. */
export function createApp(options: AppOptions): Express {
  const { faces, origins, home, logger, isReady = () => true, first = [] } = options
  const app = bareApp()
  app.use(useOriginForm)
  app.use(identify(options.ids))
  app.use(logRequests(options.clock, logger))
  app.use(requireOneHost)
  app.use(
    allowOrigins(
      origins,
      faces.map(({ contract }) => contract),
    ),
  )
  app.get('/healthz', (_request, response) => {
    if (isReady()) response.json({ status: 'ok' })
    else response.status(503).set('Retry-After', '1').json({ status: 'starting' })
  })
  app.get('/', serveHome(home))
  app.use('/docs', serveDocs())
  // Where programs look for it (llmstxt.org).
  app.get('/llms.txt', (_request, response) => response.redirect('/docs/llms.txt'))
  for (const middleware of first) app.use(middleware)
  for (const face of faces) app.use(createRouter(face, options))
  app.use(refusePath)
  app.use(answerErrors(logger, errorBodyByKey(faces)))
  return app
}

/** The APIs alone, for somebody's application that has everything else; what they do not have passes on to it. */
export function createMountable({
  faces,
  ids,
  ...options
}: Pick<AppOptions, 'faces' | 'ids'> & RouterOptions): Express {
  const app = bareApp()
  app.use(useOriginForm)
  app.use(identify(ids))
  app.use(logRequests(options.clock, options.logger))
  for (const face of faces) app.use(createRouter(face, options))
  return app
}

/** An application that adds nothing to what the contracts say. */
function bareApp(): Express {
  const app = express()
  app.disable('x-powered-by')
  app.disable('etag')
  app.enable('strict routing')
  app.enable('case sensitive routing')
  return app
}
