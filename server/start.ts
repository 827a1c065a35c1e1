import { createServer } from 'node:http'
import type { Logger } from 'pino'
import { createApp } from './app.ts'
import { toWireEvent } from './atender/events.ts'
import { systemClock } from './clock.ts'
import { type Config, isLoopback, type SmtpListen } from './config.ts'
import type { Context } from './context.ts'
import { openDatabase } from './database.ts'
import { serverFaces } from './faces.ts'
import { systemIds } from './ids.ts'
import type { Workers } from './jobs/jobs.ts'
import { DRAIN, drain, listen } from './listen.ts'
import type { MailReader } from './mail/reader.ts'
import { createBell } from './webhooks/bell.ts'
import { emit } from './webhooks/emit.ts'
import { applyWorkspace } from './workspaces/apply.ts'
import { readWorkspace } from './workspaces/read.ts'
import type { Workspace } from './workspaces/schema.ts'

export interface RunningServer {
  /** Where it listens: `http://127.0.0.1:3000`. */
  url: string
  /** Where mail comes in: `smtp://127.0.0.1:2525`. */
  smtpUrl: string | undefined
  /** The keys of the workspace that everyone knows; none unless only this machine can call. */
  demoKeys: { api: string; key: string; scopes: string[] }[]
  /** Stops accepting, finishes what runs, closes the database. */
  stop(): Promise<void>
}

/**
 * Starts the reference server.
 *
 * @throws StartError with one clear line when the workspace, the database or the port does not allow it
 */
export async function startServer(config: Config, logger: Logger): Promise<RunningServer> {
  const workspace = readWorkspace(config.workspace)
  const clock = systemClock
  const ids = systemIds
  const { store, jobs } = await openDatabase(config.databaseUrl, {
    clock,
    ids,
    logger,
    poolSize: config.databasePool,
  })
  try {
    await applyWorkspace(store, workspace, isLoopback(config.host))
    const context: Context = {
      store,
      clock,
      ids,
      logger,
      jobs,
      bell: createBell(),
      async publish(tx, tenantId, happening) {
        const event = toWireEvent(happening)
        if (event) await emit(tx, context, tenantId, event)
      },
    }
    const app = createApp({
      faces: serverFaces(context),
      clock,
      ids,
      logger,
      validateResponses: config.validateResponses,
    })
    const server = createServer(app)
    const url = await listen(server, config.host, config.port, 'PORT')
    // Loaded once the port is open: nobody waits for it before the first mail is due.
    const [
      { createCaptureTransport, createSmtpTransport },
      { createMailReader },
      { sendMail },
      { checkSla },
    ] = await Promise.all([
      import('./mail/transport.ts'),
      import('./mail/reader.ts'),
      import('./messages/send.ts'),
      import('./sla/targets.ts'),
    ])
    const transport = config.smtp ? createSmtpTransport(config.smtp) : createCaptureTransport()
    const reader = createMailReader()
    const incoming =
      config.smtpListen &&
      (await startIncoming(context, reader, config.smtpListen).catch(error => {
        server.close()
        throw error
      }))
    jobs.start({
      sendMail: job => sendMail(context, { transport, reader, retry: config.smtpRetry }, job),
      checkSla: job => checkSla(context, job),
    } satisfies Workers)
    return {
      url,
      smtpUrl: incoming?.url,
      demoKeys: isLoopback(config.host) ? demoKeysOf(workspace) : [],
      async stop() {
        await Promise.all([
          drain(server),
          incoming?.close(DRAIN),
          Promise.race([jobs.stop(), timeout(DRAIN)]),
        ])
        await Promise.all([transport.close(), reader.close()])
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
    import('./mail/listener.ts'),
    import('./messages/incoming.ts'),
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
