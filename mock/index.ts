/** The mock as a library: in a test without a port, or on one. */
import {
  createServer,
  type IncomingMessage,
  type RequestListener,
  type Server,
  type ServerResponse,
} from 'node:http'
import { type Logger, pino } from 'pino'
import { createApp } from '../server/app.ts'
import { systemClock } from '../server/clock.ts'
import { type Api, apis } from '../server/face/apis.ts'
import { systemIds } from '../server/ids.ts'
import { drain, listen } from '../server/process/listen.ts'
import { allowBrowsers } from './browsers.ts'
import { mockFaces } from './faces.ts'
import { createFetch } from './fetch.ts'
import { type Answered, observe } from './observe.ts'
import type { serveWebhooks } from './webhooks.ts'

export interface MockOptions {
  /** The APIs to serve; both unless told otherwise. */
  apis?: readonly Api[]
  /** Decides, with each request, the ids of what is made and what `Prefer: dynamic=true` makes up. */
  seed?: string
  /** The pages that may call, such as `http://localhost:5173`; all unless told otherwise. */
  corsOrigins?: readonly string[] | undefined
  /** Where requests are logged; nowhere unless told otherwise. */
  logger?: Logger
  /** Called with every request when its answer has left. */
  onAnswer?: (answered: Answered) => void
}

export interface Mock {
  /** Answers a request without a port. The host of its URL plays no part. */
  fetch(input: string | URL | Request, init?: RequestInit): Promise<Response>
  /**
   * Opens a port.
   *
   * @param port 0, which is the default, picks a free one
   * @returns the address to call
   * @throws StartError when the port cannot be opened
   */
  listen(options?: { host?: string; port?: number; variable?: string }): Promise<string>
  /** Closes the ports that are open, once what runs is answered. */
  close(): Promise<void>
}

/** Makes the mock: answers from the contracts, nothing kept. */
export function createMock(options: MockOptions = {}): Mock {
  const { seed = '', corsOrigins, onAnswer, logger = pino({ level: 'silent' }) } = options
  const names = options.apis ?? (Object.keys(apis) as Api[])
  const allow = allowBrowsers(names, corsOrigins)
  const webhooks = names.includes('atender') ? loadWebhooks() : undefined
  const app: RequestListener = createApp({
    faces: mockFaces(names, systemClock, seed),
    clock: systemClock,
    ids: systemIds,
    logger,
    validateResponses: false,
    first(request, response, next) {
      if (onAnswer) observe(request, response, systemClock, onAnswer)
      allow(request, response, () => {
        if (webhooks && request.url?.startsWith('/_mock/webhooks/')) webhooks.handle(request, response)
        else next()
      })
    },
  })
  const servers: Server[] = []
  return {
    fetch: createFetch(app),
    async listen({ host = '127.0.0.1', port = 0, variable = 'port' } = {}) {
      const server = createServer(patience, app)
      servers.push(server)
      const url = await listen(server, host, port, variable)
      // What the first request needs is loaded while nobody waits for it.
      void Promise.all([import('../server/http/validate.ts'), import('./fits.ts')])
      return url
    },
    async close() {
      await Promise.all(servers.splice(0).map(drain))
      webhooks?.close()
    },
  }
}

/** In milliseconds: a client that does not finish its request gets a 408 after so long, 40 seconds at most. */
const patience = { requestTimeout: 30_000, connectionsCheckingInterval: 10_000 }

/** What sends webhooks is loaded with the first one. */
function loadWebhooks() {
  let loaded: ReturnType<typeof serveWebhooks> | undefined
  return {
    async handle(request: IncomingMessage, response: ServerResponse): Promise<void> {
      const { serveWebhooks } = await import('./webhooks.ts')
      loaded ??= serveWebhooks({ clock: systemClock, ids: systemIds })
      await loaded.handle(request, response)
    },
    close: () => loaded?.close(),
  }
}
