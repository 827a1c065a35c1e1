import express, { type Express } from 'express'
import type { Face } from './face/face.ts'
import { answerErrors, errorBodyByKey, refusePath } from './http/answer.ts'
import { limitUnderWay } from './http/by-address.ts'
import { allowOrigins, type Origins } from './http/cors.ts'
import { serveDocs } from './http/docs.ts'
import { type Home, serveHome } from './http/home.ts'
import { identify, logRequests, requireOneHost, useOriginForm } from './http/identify.ts'
import type { Middleware } from './http/middleware.ts'
import { countRequests } from './http/observe.ts'
import { alwaysThere, type Life, serveMetrics, serveProbes } from './http/probes.ts'
import { createRouter, type RouterOptions } from './http/router.ts'
import type { Ids } from './ids.ts'
import type { Metrics } from './telemetry/metrics.ts'

/** What the application needs, whoever answers behind it. */
export interface AppOptions extends RouterOptions {
  faces: Face[]
  ids: Ids
  origins: Origins
  /** What the page at `/` tells. */
  home: () => Home
  /** What the probes tell; a server that is always there unless told otherwise. */
  life?: Life
  /** Who counts, and who may read that; nobody where it is left out. */
  metrics?: { metrics: Metrics; allowed?: Parameters<typeof serveMetrics>[1] | undefined }
  /** The proxies whose word is taken for where a request comes from; none where it is left out. */
  trustProxy?: readonly string[] | undefined
  /** How many requests of one address may be under way; any number where it is left out. */
  maxUnderWay?: number
  /** Stands before the APIs. */
  first?: Middleware[]
}

/** The whole application, in the order in which a request passes through it. */
export function createApp(options: AppOptions): Express {
  const { faces, origins, home, logger, life = alwaysThere, metrics, first = [] } = options
  const app = bareApp()
  app.set('trust proxy', options.trustProxy ?? false)
  app.use(useOriginForm)
  app.use(identify(options.ids))
  app.use(logRequests(options.clock, logger))
  if (metrics) app.use(countRequests(metrics.metrics))
  app.use(requireOneHost)
  app.use(
    allowOrigins(
      origins,
      faces.map(({ contract }) => contract),
    ),
  )
  app.use(serveProbes(life))
  if (metrics?.allowed) app.use(serveMetrics(metrics.metrics, metrics.allowed))
  if (options.maxUnderWay !== undefined) app.use(limitUnderWay(options.maxUnderWay))
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
