import { createServer } from 'node:http'
import type { Logger } from 'pino'
import { createApp } from '../app.ts'
import type { Config } from '../config.ts'
import type { Context } from '../context.ts'
import { answerForNode } from '../http/own-answers.ts'
import { isLoopback } from '../loopback.ts'
import { docsOf, inboxOf, requestsOf } from './home.ts'
import { drain, listen } from './listen.ts'
import { openReference, type Reference, type ReferenceOptions } from './reference.ts'

export interface RunningServer extends Pick<Reference, 'demoKeys' | 'withheldKeys'> {
  /** Where it listens: `http://127.0.0.1:3000`. */
  url: string
  /** Where mail comes in: `smtp://127.0.0.1:2525`. */
  smtpUrl: string | undefined
  /** What it is built from. */
  context: Context
  /** Stops accepting, finishes what runs, closes the database. */
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
  // Without a door for mail there is nothing to wait for but the port that is asked.
  let isReady = config.smtpListen === undefined
  const publicUrl = () => config.publicUrl ?? url
  // What only development needs is not even loaded elsewhere.
  const control = config.control
    ? (await import('./control.ts')).createControl(config, logger, publicUrl, { ...options, publicUrl })
    : undefined
  const reference =
    (await control?.open()) ?? (await openReference(config, logger, { ...options, publicUrl }))
  const { faces, demoKeys, withheldKeys } = reference
  const { clock, ids } = reference.context
  const app = createApp({
    faces,
    ...{ clock, ids },
    logger,
    validateResponses: config.validateResponses,
    origins: config.corsOrigins ?? (isLoopback(config.host) ? 'loopback' : []),
    isReady: () => isReady,
    first: control?.first ?? [],
    home: () => homeOf(publicUrl(), mockUrl(), demoKeys, config.control),
  })
  const server = createServer(app)
  answerForNode(server)
  try {
    // Before all else is loaded: what can be answered is answered meanwhile.
    url = await listen(server, config.host, config.port, 'PORT')
    const { smtpUrl } = await reference.start()
    isReady = true
    return {
      url,
      smtpUrl,
      get context() {
        return reference.context
      },
      demoKeys,
      withheldKeys,
      async stop() {
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
