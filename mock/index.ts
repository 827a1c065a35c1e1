/** The mock as a library: in a test without a port, or on one. */
import { createServer, type Server } from 'node:http'
import { type Logger, pino } from 'pino'
import { type Control, createControl } from '../client/control.ts'
import { type Api, apis } from '../server/apis/apis.ts'
import { createApp } from '../server/app.ts'
import { systemClock } from '../server/clock.ts'
import { answerForNode } from '../server/http/own-answers.ts'
import { systemIds } from '../server/ids.ts'
import { isLoopback } from '../server/loopback.ts'
import { docsOf, requestsOf } from '../server/process/home.ts'
import { drain, listen, timeouts } from '../server/process/listen.ts'
import { controlMock } from './control.ts'
import { mockFaces } from './faces.ts'
import { createFetch } from './fetch.ts'
import { demoKeys } from './keys.ts'
import { type Answered, observe } from './observe.ts'
import { serveWebhooks } from './webhooks.ts'

export interface MockOptions {
  /** The APIs to serve; both unless told otherwise. */
  apis?: readonly Api[]
  /** Decides, with each request, the ids of what is made and what `Prefer: dynamic=true` makes up. */
  seed?: string
  /** The pages that may call, such as `http://localhost:5173`; all unless told otherwise. */
  corsOrigins?: readonly string[] | undefined
  /** Whether requests can be made to fail; on unless told otherwise, where this machine alone reaches it. */
  control?: boolean
  /** Where requests are logged; nowhere unless told otherwise. */
  logger?: Logger
  /** Called with every request when its answer has left. */
  onAnswer?: (answered: Answered) => void
}

/** `faults` and `receiver` are those of `startServer()`. */
export interface Mock extends Pick<Control, 'faults' | 'receiver'> {
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

/** Makes the mock: the server's application, with Prism behind it in place of handlers. Nothing is kept. */
export function createMock(options: MockOptions = {}): Mock {
  const { seed = '', corsOrigins = 'all', onAnswer, logger = pino({ level: 'silent' }) } = options
  let isOn = options.control ?? true
  const names = options.apis ?? (Object.keys(apis) as Api[])
  const faces = mockFaces(names, systemClock, seed)
  const webhooks = serveWebhooks({ clock: systemClock, ids: systemIds, logger })
  let address = 'http://mock'
  const app = createApp({
    faces,
    clock: systemClock,
    ids: systemIds,
    logger,
    validateResponses: false,
    origins: corsOrigins,
    home: () => homeOf(names, address),
    first: [
      ...(onAnswer ? [observe(systemClock, onAnswer)] : []),
      ...controlMock({
        ...{ apis: names, logger, secrets: webhooks.secrets },
        url: () => address,
        isOn: () => isOn,
      }),
      ...(names.includes('atender') ? [webhooks.router] : []),
    ],
  })
  const servers: Server[] = []
  const fetch = createFetch(app)
  const { faults, receiver } = createControl({ baseUrl: 'http://localhost', fetch })
  return {
    ...{ fetch, faults, receiver },
    async listen({ host = '127.0.0.1', port = 0, variable = 'port' } = {}) {
      const server = createServer(patience, app)
      answerForNode(server)
      servers.push(server)
      if (!isLoopback(host)) isOn = false
      address = await listen(server, host, port, variable)
      // While nobody waits for it.
      for (const face of faces) void face.load()
      return address
    },
    async close() {
      await Promise.all(servers.splice(0).map(drain))
      webhooks.close()
    },
  }
}

/** In milliseconds: a client that does not finish its request gets a 408 after so long, and a moment. */
const patience = { ...timeouts, requestTimeout: 30_000 }

function homeOf(names: readonly Api[], url: string) {
  const keys = demoKeys.filter(({ api }) => names.includes(api))
  const about = 'answers from the contracts; nothing is kept, and any key of the right form opens it'
  return {
    title: 'Mock of the conversation contracts',
    links: [
      { name: 'Mock', url, about },
      { name: 'Docs', url: docsOf(url), about: 'both references, and what in them is known' },
    ],
    keys,
    requests: requestsOf(url, keys),
  }
}
