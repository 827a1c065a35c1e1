import { createServer } from 'node:http'
import cors from 'cors'
import type { Logger } from 'pino'
import { apis } from '../server/apis.ts'
import { createApp } from '../server/app.ts'
import { systemClock } from '../server/clock.ts'
import { systemIds } from '../server/ids.ts'
import { drain, listen } from '../server/listen.ts'
import { mockFaces } from './faces.ts'

/** The response headers of both contracts: a page reads none that is not named (Fetch standard, CORS). */
function documentedHeaders(): string[] {
  const names = new Set<string>()
  JSON.stringify(
    Object.values(apis).map(({ contract }) => contract),
    (key, value) => {
      if (key === 'headers' && !Object.hasOwn(value, 'schema')) {
        for (const name of Object.keys(value)) if (name.includes('-')) names.add(name)
      }
      return value
    },
  )
  return [...names]
}

/**
 * Starts the mock: both APIs on one port, answers from the contracts' examples, nothing kept.
 *
 * @throws StartError when the port cannot be opened
 */
export async function startMock(
  { host, port, variable }: { host: string; port: number; variable: string },
  logger: Logger,
): Promise<{ url: string; stop(): Promise<void> }> {
  const app = createApp({
    faces: await mockFaces(),
    clock: systemClock,
    ids: systemIds,
    logger,
    validateResponses: false,
    // A browser may call it from any page; it holds nothing to steal.
    first: cors({
      origin: true,
      credentials: true,
      exposedHeaders: ['Allow', 'X-Request-Id', ...documentedHeaders()],
    }),
  })
  const server = createServer(app)
  const url = await listen(server, host, port, variable)
  return { url, stop: () => drain(server) }
}
