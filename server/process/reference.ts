import { setImmediate, setTimeout as sleep } from 'node:timers/promises'
import type { Logger } from 'pino'
import { loadDomain, loadHandlers, serverFaces } from '../apis/server-faces.ts'
import { toWireEvent } from '../atender/events.ts'
import { type Clock, systemClock } from '../clock.ts'
import { type Config, isLocal, type SmtpListen } from '../config.ts'
import type { Context } from '../context.ts'
import { atenderContract, fernandContract } from '../contracts.ts'
import { createBell } from '../events/bell.ts'
import type { Happening, MailHappening, Publish } from '../events/happening.ts'
import { createCursors } from '../face/cursors.ts'
import type { Face } from '../face/face.ts'
import { loadValidator, pathGroups } from '../http/validator.ts'
import { systemIds } from '../ids.ts'
import type { MailReader } from '../mail/reader.ts'
import type { Envelope, MailTransport } from '../mail/transport.ts'
import { createLinks, loadSecret } from '../messages/links.ts'
import { createDayCounts } from '../rate-limits/day.ts'
import type { Store } from '../store/store.ts'
import type { Metrics } from '../telemetry/metrics.ts'
import { createPublish } from '../webhooks/publish.ts'
import { applyWorkspace } from '../workspaces/apply.ts'
import { readWorkspace } from '../workspaces/read.ts'
import type { Workspace } from '../workspaces/schema.ts'
import { type Database, openCopy, openDatabase } from './database.ts'
import { DRAIN, listen } from './listen.ts'
import { observeListener, observeSender, observeTransport, observeWorkers, sourcesOf } from './observe.ts'

/** The reference server without its HTTP: what answers, and the work that happens later. */
export interface Reference {
  context: Context
  /** What answers the requests of each API. */
  faces: Face[]
  /** The keys of the workspace that everyone knows; none unless only this machine can call. */
  demoKeys: { api: string; key: string; scopes: string[] }[]
  /** How many of those the workspace has and this server refuses. */
  withheldKeys: number
  /**
   * Begins the work that happens later, and opens the door for incoming mail.
   *
   * @returns where mail comes in: `smtp://127.0.0.1:2525`
   * @throws StartError when mail cannot come in there
   */
  start(): Promise<{ smtpUrl: string | undefined }>
  /** Finishes what runs. */
  stop(): Promise<void>
  /** Closes the database; the last of all. */
  close(): Promise<void>
  /** The tenants of the workspace. */
  tenants: string[]
  /** All that is stored; of the embedded engine. */
  copy?: () => Promise<Buffer | undefined>
  /** The same into a file; where it is in one. */
  copyTo?: (path: string) => Promise<void>
  /** Resolves when no work of that kind is being done. */
  quiet(): Promise<void>
}

export interface ReferenceOptions {
  clock?: Clock
  /** That of the machine, where `clock` is another. */
  realClock?: Clock
  /** A database that has a workspace already, to be opened in memory in place of the configured one. */
  copy?: { bytes: Buffer; workspace: Workspace; prepare?: (store: Store) => Promise<void> }
  /** The configured database has the workspace already, as it is to be. */
  hasWorkspace?: boolean
  /** Who else takes mail for an address, before the channels are asked. */
  elsewhere?: (address: string) => Promise<{ context: Context; reader: MailReader } | undefined>
  /** Reads mail; one of its own unless told otherwise. */
  reader?: MailReader
  /** Takes mail that leaves, in place of the configured mail server. */
  transport?: MailTransport
  /** Is told what has happened, on whichever API. */
  happened?: (tenantId: string, happening: Happening | MailHappening) => void
  /** Is told of each commit of this process, which may have changed nothing. */
  wrote?: () => void
  /** Counts and times what is done behind the requests. */
  metrics?: Metrics
  /** Is told each mail that is captured because there is no SMTP_URL. */
  captured?: ((envelope: Envelope, source: Buffer) => void) | undefined
  /** Base of the addresses of downloads; undefined for the address that a request was sent to. */
  publicUrl?: (() => string) | undefined
}

/**
 * Opens the database and brings it up to the workspace.
 *
 * @throws StartError with one clear line when the workspace or the database does not allow it
 */
export async function openReference(
  config: Config,
  logger: Logger,
  options: ReferenceOptions,
): Promise<Reference> {
  const { clock = systemClock, realClock = clock, publicUrl } = options
  const workspace = options.copy?.workspace ?? readWorkspace(config.workspace)
  const ids = systemIds
  const { wrote, metrics } = options
  const settings = { clock, realClock, ids, logger, poolSize: config.databasePool, wrote, metrics }
  const { store, jobs, connections, ...copies } = options.copy
    ? await openCopy(options.copy.bytes, settings)
    : await openDatabase(config.databaseUrl, settings)
  try {
    if (options.copy) await options.copy.prepare?.(store)
    else if (!options.hasWorkspace) await applyWorkspace({ store, clock }, workspace, isLocal(config))
    const bell = createBell()
    const context: Context = {
      store,
      clock,
      realClock,
      ids,
      logger,
      jobs,
      control: config.control,
      bell,
      publish: telling(createPublish({ store, clock, ids, bell }, toWireEvent), options.happened),
    }
    const dayCounts = createDayCounts(context)
    const demoKeys = demoKeysOf(workspace)
    const isOpen = isLocal(config)
    const secret = await loadSecret(store, ids)
    const stopping = new AbortController()
    let work: Work | undefined
    return {
      context,
      tenants: workspace.tenants.map(({ id }) => id),
      ...copies,
      faces: serverFaces(context, {
        dayCounts,
        links: createLinks(secret, clock, publicUrl),
        cursors: createCursors(secret),
        localKeys: new Set(demoKeys.map(({ key }) => key)),
      }),
      demoKeys: isOpen ? demoKeys : [],
      withheldKeys: isOpen ? 0 : demoKeys.length,
      async start() {
        work = await startWork(context, config, options, connections)
        // A copy finds those of the server there.
        if (!options.copy) loadValidators(config, stopping.signal).catch(() => {}) // stopped before they were all made
        return work
      },
      async stop() {
        stopping.abort()
        await work?.stop()
        await dayCounts.stop()
      },
      async quiet() {
        await Promise.all([jobs.quiet(), work?.quiet()])
      },
      close: () => store.close(),
    }
  } catch (error) {
    await store.close()
    throw error
  }
}

/** When the rest of the validators is made, and how long others have between two of them, in milliseconds. */
const LATER = 30_000
const PAUSE = 250

/**
 * Makes the validators once all else is there: that of each contract's first path at once, which is what most callers
 * ask for first, and the others little by little, since all together take more than half a second.
 */
async function loadValidators({ validateResponses }: Config, signal: AbortSignal): Promise<void> {
  const rest: (() => void)[] = []
  for (const contract of [atenderContract, fernandContract]) {
    const [first, ...others] = pathGroups(contract)
    await setImmediate()
    if (first !== undefined) loadValidator(contract, first, validateResponses)
    rest.push(...others.map(group => () => loadValidator(contract, group, validateResponses)))
  }
  await sleep(LATER, undefined, { signal, ref: false })
  for (const load of rest) {
    load()
    await sleep(PAUSE, undefined, { signal, ref: false })
  }
}

/** Publishes, and tells somebody else of it once it is durable. */
const telling = (publish: Publish, happened: ReferenceOptions['happened']): Publish =>
  happened === undefined
    ? publish
    : async (tx, tenantId, happening) => {
        tx.afterCommit(() => happened(tenantId, happening))
        await publish(tx, tenantId, happening)
      }

type Work = Awaited<ReturnType<typeof startWork>>

/** What happens later: mail that leaves, mail that comes in, webhooks. */
async function startWork(
  context: Context,
  config: Config,
  options: ReferenceOptions,
  connections: Database['connections'],
) {
  const { jobs } = context
  // Loaded once the port is open, what answers first; in between, what has been asked meanwhile is answered.
  await loadDomain()
  await setImmediate()
  for (const api of ['atender', 'fernand'] as const) {
    await loadHandlers(api)
    await setImmediate()
  }
  const { CLOSE_GRACE, createCaptureTransport, createSmtpTransport } = await import('../mail/transport.ts')
  await setImmediate()
  const { createMailReader } = await import('../mail/reader.ts')
  await setImmediate()
  const { createWorkers } = await import('./workers.ts')
  const { openLane } = await import('../webhooks/open.ts')
  const { keepHouse } = await import('../use-cases/keep-house.ts')
  const { metrics } = options
  const transport = observeTransport(
    options.transport ??
      (config.smtp ? createSmtpTransport(config.smtp) : createCaptureTransport(options.captured)),
    metrics,
  )
  const reader = options.reader ?? createMailReader()
  const incoming = config.smtpListen && (await startIncoming(context, reader, config.smtpListen, options))
  const workers = createWorkers(context, { transport, reader, retry: config.smtpRetry })
  metrics?.readFrom(sourcesOf(context, workers, connections))
  jobs.start(observeWorkers(workers, metrics))
  const lane = openLane(context, options.copy !== undefined, sender => observeSender(sender, metrics))
  const house = keepHouse(context)
  return {
    smtpUrl: incoming?.url,
    quiet: () => Promise.all([lane.quiet(), house.quiet()]),
    async stop() {
      const work = jobs.stop()
      // One deadline for all of it: what mail is on its way when its turn is over has the rest of the time.
      const sending = async () => {
        await Promise.race([work, timeout(DRAIN - CLOSE_GRACE)])
        await transport.close()
        // How that ended is written down.
        await Promise.race([work, timeout(1_000)])
      }
      const others = [lane.stop(), house.stop()].map(stopping => Promise.race([stopping, timeout(DRAIN)]))
      await Promise.all([incoming?.close(DRAIN), ...others, sending()])
      if (!options.reader) await reader.close()
    },
  }
}

/** Opens the door for incoming mail. What needs it is loaded when there is one. */
async function startIncoming(
  context: Context,
  reader: MailReader,
  { host, port, ...limits }: SmtpListen,
  { elsewhere = async () => undefined, metrics }: ReferenceOptions,
) {
  const [{ createSmtpListener, defaultLimits }, { isChannel }, { receiveMail }] = await Promise.all([
    import('../mail/listener.ts'),
    import('../tenants/channels.ts'),
    import('../use-cases/receive-mail.ts'),
  ])
  const { server, close } = createSmtpListener(
    { ...defaultLimits, ...limits },
    observeListener(
      {
        accepts: async address =>
          (await elsewhere(address)) !== undefined || (await isChannel(context, address)),
        async receive(mail) {
          const own = { context, reader }
          const places = await Promise.all(
            mail.to.map(async to => ({ to, of: (await elsewhere(to)) ?? own })),
          )
          for (const [of, some] of Map.groupBy(places, place => place.of.context))
            await receiveMail(of, some[0]?.of.reader ?? reader, { ...mail, to: some.map(({ to }) => to) })
        },
        failed: error =>
          context.logger.error({ err: error }, 'a mail could not be taken; its sender tries again'),
      },
      metrics,
    ),
  )
  return { url: await listen(server, host, port, 'SMTP_LISTEN', 'smtp'), close }
}

export const demoKeysOf = ({ tenants }: Workspace) =>
  tenants
    .flatMap(({ keys }) => keys)
    .flatMap(({ api, key, scopes, demo }) => (demo && key !== undefined ? [{ api, key, scopes }] : []))

const timeout = (milliseconds: number) =>
  new Promise<void>(resolve => {
    setTimeout(resolve, milliseconds).unref()
  })
