import cors from 'cors'
import type { RequestHandler } from 'express'
import type { Contract } from '../contracts.ts'
import { isLoopback } from '../loopback.ts'

/** The pages that may call: those of these origins, those of this machine, or all. */
export type Origins = readonly string[] | 'loopback' | 'all'

/**
 * Lets pages call (Fetch standard, "CORS protocol"). They send API keys, no cookies.
 *
 * @param contracts whose headers a page may read
 */
export function allowOrigins(origins: Origins, contracts: readonly Contract[]): RequestHandler {
  const allow = cors({
    origin: (origin, answer) => answer(null, isAllowed(origin, origins)),
    // Some pages ask with credentials, although nothing here reads them.
    credentials: true,
    // A preflight is asked once, not before every request.
    maxAge: 600,
    exposedHeaders: ['Allow', 'Location', 'X-Request-Id', ...documentedHeaders(contracts)],
  })
  return (request, response, next) => {
    // An OPTIONS that no browser sent before a request is a method like any other.
    const isPlain = request.method === 'OPTIONS' && !request.headers['access-control-request-method']
    if (isPlain) next()
    else allow(request, response, next)
  }
}

function isAllowed(origin: string | undefined, origins: Origins): boolean {
  if (origin === undefined || origins === 'all') return true
  if (origins !== 'loopback') return origins.includes(origin)
  const url = URL.parse(origin)
  return url !== null && isLoopback(url.hostname.replace(/^\[(.*)\]$/, '$1'))
}

/** The response headers of the contracts: a page reads none that is not named. */
function documentedHeaders(contracts: readonly Contract[]): string[] {
  const found = new Set<string>()
  JSON.stringify(contracts, (key, value) => {
    if (key === 'headers' && !Object.hasOwn(value, 'schema')) {
      for (const name of Object.keys(value)) if (name.includes('-')) found.add(name)
    }
    return value
  })
  return [...found]
}
