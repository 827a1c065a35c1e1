import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http'
import type { Logger } from 'pino'
import type { Clock } from './clock.ts'
import type { Face } from './face/face.ts'
import type { Exchange } from './http/exchange.ts'
import { mountFace } from './http/mount.ts'
import { identifyRequests } from './http/request-id.ts'
import type { Ids } from './ids.ts'

/** Connect's middleware: Express's, without what Express adds to requests and answers. */
type Middleware = (request: IncomingMessage, response: ServerResponse, next: () => void) => void

/** What the HTTP layer needs, whoever answers behind it. */
export interface AppOptions {
  faces: Face[]
  clock: Clock
  ids: Ids
  logger: Logger
  validateResponses: boolean
  /** Comes before all else. */
  first?: Middleware
}

/**
 * The whole server, in the order in which a request passes through it.
 *
 * The APIs stand before Express, which has all the rest and is loaded when that is asked for: its router and what it
 * does to every request and answer would cost a create 75 µs and a fetch 32 µs.
 */
export function createApp(options: AppOptions): RequestListener {
  const { faces, clock, ids, logger, first } = options
  const identify = identifyRequests(ids, clock, logger)
  const apis = new Map(
    faces.flatMap(face => {
      const serve = mountFace(face, options)
      return firstSegments(face).map(segment => [segment, serve] as const)
    }),
  )
  let rest: Promise<RequestListener> | undefined
  const serveRest = async ({ request, response }: Exchange) => {
    rest ??= import('./http/rest.ts').then(({ createRest }) => createRest(logger))
    const serve = await rest
    serve(request, response)
  }
  const serve = (exchange: Exchange) => {
    const api = apis.get(exchange.firstSegment)
    if (api) return api(exchange)
    if (exchange.path === '/healthz' && exchange.method === 'GET') {
      exchange.answer(200, { status: 'ok' })
      return
    }
    exchange.nameAnswer()
    return serveRest(exchange)
  }
  return (request, response) => {
    const exchange = identify(request, response)
    if (!first) return serve(exchange)
    exchange.nameAnswer()
    first(request, response, () => serve(exchange))
  }
}

/** What lies below the first segments of its paths belongs to an API. */
const firstSegments = ({ operations }: Face): string[] => [
  ...new Set(Object.values(operations).map(({ path }) => path.split('/')[1] ?? '')),
]
