import { createServer } from 'node:http'
import { setImmediate } from 'node:timers/promises'
import type { Logger } from 'pino'
import { createApp } from '../app.ts'
import { toWireEvent } from '../atender/events.ts'
import { type Clock, systemClock } from '../clock.ts'
import { type Config, isLoopback, type SmtpListen } from '../config.ts'
import type { Context } from '../context.ts'
import { serverFaces } from '../face/faces.ts'
import { systemIds } from '../ids.ts'
import type { MailReader } from '../mail/reader.ts'
import type { Envelope } from '../mail/transport.ts'
import { createLinks, loadSecret } from '../messages/links.ts'
import { createDayCounts } from '../rate-limits/day.ts'
import { createBell } from '../webhooks/bell.ts'
import { emit } from '../webhooks/emit.ts'
import { subscribersOf } from '../webhooks/subscribers.ts'
import { applyWorkspace } from '../workspaces/apply.ts'
import { readWorkspace } from '../workspaces/read.ts'
import type { Workspace } from '../workspaces/schema.ts'
import { openDatabase } from './database.ts'
import { docsOf, requestsOf } from './home.ts'
import { DRAIN, drain, listen } from './listen.ts'

export interface RunningServer {
  /** Where it listens: `http://127.0.0.1:3000`. */
  url: string
  /** Where mail comes in: `smtp://127.0.0.1:2525`. */
  smtpUrl: string | undefined
  /** The keys of the workspace that everyone knows; none unless only this machine can call. */
  demoKeys: { api: string; key: string; scopes: string[] }[]
  /** How many of those the workspace has and this server refuses. */
  withheldKeys: number
  /** What it is built from. */
  context: Context
  /** Stops accepting, finishes what runs, closes the database. */
  stop(): Promise<void>
}

interface StartOptions {
  clock?: Clock
  /** Is told each mail that is captured because there is no SMTP_URL. */
  captured?: ((envelope: Envelope, source: Buffer) => void) | undefined
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
  { clock = systemClock, captured, mockUrl = () => undefined }: StartOptions = {},
): Promise<RunningServer> {
  const workspace = readWorkspace(config.workspace)
  const ids = systemIds
  const { store, jobs } = await openDatabase(config.databaseUrl, {
    clock,
    ids,
    logger,
    poolSize: config.databasePool,
  })
  let publicUrl = config.publicUrl ?? ''
  try {
    await applyWorkspace(store, workspace, isLoopback(config.host))
    const context: Context = {
      store,
      clock,
      ids,
      logger,
      jobs,
      control: config.control,
      bell: createBell(),
      links: createLinks(await loadSecret(store, ids), clock, () => publicUrl),
      async publish(tx, tenantId, happening) {
        // Most tenants listen to nothing: what happens there is not put into words.
        const listeners = await subscribersOf(context, tx.db, tenantId, happening.name)
        if (listeners.length === 0) return
        const event = toWireEvent(happening)
        if (event) await emit(tx, context, tenantId, event)
      },
    }
    const dayCounts = createDayCounts(context)
    const known = demoKeysOf(workspace)
    const demoKeys = isLoopback(config.host) ? known : []
    const app = createApp({
      faces: serverFaces(context, dayCounts),
      clock,
      ids,
      logger,
      validateResponses: config.validateResponses,
      origins: config.corsOrigins,
      home: () => ({
        title: 'Conversation contracts',
        links: [
          { name: 'Server', url: publicUrl, about: 'Atender below /v1, Fernand beside it' },
          ...[mockUrl()].flatMap(mock =>
            mock ? [{ name: 'Mock', url: mock, about: 'the same paths, answered from the contracts' }] : [],
          ),
          { name: 'Docs', url: docsOf(publicUrl), about: 'both references, and what in them is known' },
        ],
        keys: demoKeys,
        requests: requestsOf(publicUrl, demoKeys),
      }),
    })
    const server = createServer(app)
    const url = await listen(server, config.host, config.port, 'PORT')
    publicUrl ||= url
    // Loaded once the port is open, what answers first; in between, what has been asked meanwhile is answered.
    await import('../atender/handlers.ts')
    await setImmediate()
    await import('../fernand/handlers.ts')
    await setImmediate()
    const { createCaptureTransport, createSmtpTransport } = await import('../mail/transport.ts')
    await setImmediate()
    const { createMailReader } = await import('../mail/reader.ts')
    await setImmediate()
    const { createWorkers } = await import('./workers.ts')
    const { openLane } = await import('../webhooks/open.ts')
    const transport = config.smtp ? createSmtpTransport(config.smtp) : createCaptureTransport(captured)
    const reader = createMailReader()
    const incoming =
      config.smtpListen &&
      (await startIncoming(context, reader, config.smtpListen).catch(error => {
        server.close()
        throw error
      }))
    jobs.start(createWorkers(context, { transport, reader, retry: config.smtpRetry }))
    const lane = openLane(context)
    return {
      url,
      context,
      smtpUrl: incoming?.url,
      demoKeys,
      withheldKeys: known.length - demoKeys.length,
      async stop() {
        await Promise.all([
          drain(server),
          incoming?.close(DRAIN),
          Promise.race([Promise.all([jobs.stop(), lane.stop()]), timeout(DRAIN)]),
        ])
        await Promise.all([transport.close(), reader.close(), dayCounts.stop()])
        await store.close()
      },
    }
  } catch (error) {
    await store.close()
    throw error
  }
}

/** Opens the door for incoming mail. What needs it is loaded when there is one. */
async function startIncoming(context: Context, reader: MailReader, { host, port, ...limits }: SmtpListen) {
  const [{ createSmtpListener, defaultLimits }, { isChannel, receiveMail }] = await Promise.all([
    import('../mail/listener.ts'),
    import('../messages/incoming.ts'),
  ])
  const { server, close } = createSmtpListener(
    { ...defaultLimits, ...limits },
    {
      accepts: address => isChannel(context, address),
      receive: mail => receiveMail(context, reader, mail),
      failed: error =>
        context.logger.error({ err: error }, 'a mail could not be taken; its sender tries again'),
    },
  )
  return { url: await listen(server, host, port, 'SMTP_LISTEN', 'smtp'), close }
}

const demoKeysOf = ({ tenants }: Workspace) =>
  tenants
    .flatMap(({ keys }) => keys)
    .flatMap(({ api, key, scopes, demo }) => (demo && key !== undefined ? [{ api, key, scopes }] : []))

const timeout = (milliseconds: number) =>
  new Promise<void>(resolve => {
    setTimeout(resolve, milliseconds).unref()
  })
