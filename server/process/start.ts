import { createServer } from 'node:http'
import type { Logger } from 'pino'
import { createApp } from '../app.ts'
import { systemClock } from '../clock.ts'
import { type Config, isLocal } from '../config.ts'
import type { Context } from '../context.ts'
import { limitConnections } from '../http/by-address.ts'
import { answerForNode } from '../http/own-answers.ts'
import { createMetrics } from '../telemetry/metrics.ts'
import { docsOf, inboxOf, requestsOf } from './home.ts'
import { createLife } from './life.ts'
import { drain, listen, timeouts } from './listen.ts'
import { openReference, type Reference, type ReferenceOptions } from './reference.ts'

export interface RunningServer extends Pick<Reference, 'demoKeys' | 'withheldKeys'> {
  /** Where it listens: `http://127.0.0.1:3000`. */
  url: string
  /** Where mail comes in: `smtp://127.0.0.1:2525`. */
  smtpUrl: string | undefined
  /** What it is built from. */
  context: Context
  /** Tells that it stops, stops accepting, finishes what runs, closes the database. */
  stop(): Promise<void>
}

interface StartOptions extends Omit<ReferenceOptions, 'publicUrl'> {
  /** Where the mock runs, once it does. */
  mockUrl?: () => string | undefined
}

/**
 * Starts the reference server.
 *
 * @throws StartError with one clear line when the workspace, the database or the port does not allow it
 */
export async function startServer(
  config: Config,
  logger: Logger,
  { mockUrl = () => undefined, ...options }: StartOptions = {},
): Promise<RunningServer> {
  let url = ''
  const publicUrl = () => config.publicUrl ?? url
  const metrics = createMetrics()
  // What only development needs is not even loaded elsewhere.
  const control = config.control
    ? (await import('./control.ts')).createControl(config, logger, publicUrl, {
        ...options,
        metrics,
        publicUrl,
      })
    : undefined
  const reference =
    (await control?.open()) ?? (await openReference(config, logger, { ...options, metrics, publicUrl }))
  const { faces, demoKeys, withheldKeys } = reference
  const { clock, ids } = reference.context
  const life = createLife(() => reference.context.store, systemClock)
  // Without a door for mail there is nothing to wait for but the port that is asked.
  if (!config.smtpListen) life.serves()
  const app = createApp({
    faces,
    ...{ clock, ids },
    logger,
    validateResponses: config.validateResponses,
    origins: config.corsOrigins ?? (isLocal(config) ? 'loopback' : []),
    trustProxy: config.trustProxy,
    maxUnderWay: config.maxPerAddress,
    life,
    metrics: { metrics, allowed: readersOf(config, publicUrl) },
    first: control?.first ?? [],
    home: () => homeOf(publicUrl(), mockUrl(), demoKeys, config.control),
  })
  const server = createServer(timeouts, app)
  // A connection that is kept goes on with somebody else.
  server.prependListener('request', (_request, response) => {
    if (life.phase() === 'stopping') response.setHeader('Connection', 'close')
  })
  answerForNode(server)
  limitConnections(server, {
    all: config.maxConnections,
    perAddress: config.trustProxy ? undefined : config.maxPerAddress,
  })
  try {
    // Before all else is loaded: what can be answered is answered meanwhile.
    url = await listen(server, config.host, config.port, 'PORT')
    const { smtpUrl } = await reference.start()
    life.serves()
    return {
      url,
      smtpUrl,
      get context() {
        return reference.context
      },
      demoKeys,
      withheldKeys,
      async stop() {
        await life.stops(config.drainDelay)
        control?.release()
        await Promise.all([drain(server), reference.stop()])
        await control?.stop()
        await reference.close()
      },
    }
  } catch (error) {
    server.close()
    await control?.stop()
    await reference.close()
    throw error
  }
}

/** Who may read the metrics: this machine, elsewhere who has the token; nobody where there is none. */
function readersOf(config: Config, url: () => string) {
  const token = isLocal(config) ? undefined : config.adminToken
  if (!isLocal(config) && token === undefined) return undefined
  return {
    token,
    hosts: () => [URL.parse(config.publicUrl ?? url())?.hostname ?? ''],
  }
}

function homeOf(url: string, mockUrl: string | undefined, keys: Reference['demoKeys'], hasInbox: boolean) {
  const about = 'the same paths, answered from the contracts; nothing is kept'
  return {
    title: 'Conversation contracts',
    links: [
      ...(hasInbox
        ? [
            {
              name: 'Inbox',
              url: inboxOf(url),
              about: 'what came of each request: conversations, mail, webhooks',
            },
          ]
        : []),
      { name: 'Docs', url: docsOf(url), about: 'the references, and what in them is known' },
      { name: 'Server', url, about: 'Atender below /v1, Fernand beside it' },
      ...(mockUrl === undefined ? [] : [{ name: 'Mock', url: mockUrl, about }]),
    ],
    keys,
    requests: requestsOf(url, keys),
    ...(hasInbox ? { script: '/inbox/home.js' } : {}),
  }
}
