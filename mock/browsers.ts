import cors from 'cors'
import type { AppOptions } from '../server/app.ts'
import { type Api, apis } from '../server/face/apis.ts'

/** The response headers of the contracts: a page reads none that is not named (Fetch standard, CORS). */
function documentedHeaders(names: readonly Api[]): string[] {
  const found = new Set<string>()
  JSON.stringify(
    names.map(api => apis[api].contract),
    (key, value) => {
      if (key === 'headers' && !Object.hasOwn(value, 'schema')) {
        for (const name of Object.keys(value)) if (name.includes('-')) found.add(name)
      }
      return value
    },
  )
  return [...found]
}

/**
 * Lets pages call the mock, with credentials: it holds nothing to steal.
 *
 * @param origins those that may; undefined for all
 */
export const allowBrowsers = (
  names: readonly Api[],
  origins?: readonly string[],
): NonNullable<AppOptions['first']> =>
  cors({
    origin: origins ? [...origins] : true,
    credentials: true,
    // A preflight is asked once, not before every request.
    maxAge: 600,
    exposedHeaders: ['Allow', 'X-Request-Id', ...documentedHeaders(names)],
  })
