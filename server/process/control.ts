/** The control plane of a running server: what stands in front of its APIs, and what it is told. */
import type { IncomingHttpHeaders } from 'node:http'
import type { Logger } from 'pino'
import { apis } from '../apis/apis.ts'
import { systemClock } from '../clock.ts'
import { type Config, isLocal } from '../config.ts'
import { settle } from '../control/advance.ts'
import { eventOf } from '../control/events.ts'
import { keepingTransport, type Mailbox } from '../control/mailbox.ts'
import { createSessions, type Sessions } from '../control/session.ts'
import { createVirtualClock } from '../control/virtual-clock.ts'
import { DEFAULT_TENANT, type World, type Worlds } from '../control/world.ts'
import { askedFor, failOnPurpose, mayFail } from '../http/control/fail.ts'
import { requireOwnPage } from '../http/control/guard.ts'
import { createRequestLog, type RequestLog } from '../http/control/log-requests.ts'
import { createPlane } from '../http/control/plane.ts'
import { Streams } from '../http/control/streams.ts'
import { serveInbox } from '../http/inbox.ts'
import { keyScheme } from '../http/key-scheme.ts'
import type { Middleware } from '../http/middleware.ts'
import { createMailReader } from '../mail/reader.ts'
import { createCaptureTransport, createSmtpTransport } from '../mail/transport.ts'
import { channelsAt } from '../tenants/channels.ts'
import { readWorkspace } from '../workspaces/read.ts'
import { demoKeysOf, openReference, type Reference, type ReferenceOptions } from './reference.ts'
import { openReplaceable } from './replaceable.ts'
import { createState, forgetFiles, inFiles, inMemory } from './state.ts'
import { COPY_NAME, openWorlds, ownWorlds } from './worlds.ts'

export interface Control {
  /**
   * Opens the server that it controls.
   *
   * @throws StartError
   */
  open(): Promise<Reference>
  /** Stands before the APIs. */
  first: Middleware[]
  /** Lets go of who waits for what happens, so that the port can close. */
  release(): void
  stop(): Promise<void>
}

/** @param url where the server is reached, once it is */
export function createControl(
  config: Config,
  logger: Logger,
  url: () => string,
  given: ReferenceOptions,
): Control {
  const workspace = readWorkspace(config.workspace)
  const realClock = given.clock ?? systemClock
  const clock = createVirtualClock(realClock)
  const reader = createMailReader()
  let reference: Reference | undefined
  const attached = (): Reference => {
    if (!reference) throw new Error('the control plane has no server yet')
    return reference
  }
  const tenants = workspace.tenants.map(({ id }) => id)
  let ready = async () => {}
  const own = ownWorlds(attached, tenants, { clock, url, reader, ready: () => ready() })
  const worlds = openWorlds({ config, logger, workspace, url, own, clock: realClock })

  /** The mailbox of the tenant whose channel a mail leaves from. */
  const mailboxOf = async ({ from }: { from: string }): Promise<Mailbox | undefined> => {
    const [channel] = await attached().context.store.read(db => channelsAt(db, from))
    return own.get(channel?.tenant_id ?? '')?.mailbox
  }
  const inner =
    given.transport ??
    (config.smtp ? createSmtpTransport(config.smtp) : createCaptureTransport(given.captured))
  const token = isLocal(config) ? undefined : config.adminToken
  const streams = new Streams()
  const allowed = {
    token,
    sessions: createSessions(token, systemClock),
    hosts: () => [config.host, URL.parse(config.publicUrl ?? url())?.hostname ?? ''],
  }
  const demoKeys = isLocal(config) ? demoKeysOf(workspace).map(({ key }) => key) : []
  const ownerOf = async (headers: IncomingHttpHeaders): Promise<World | undefined> => {
    for (const face of attached().faces) {
      const key = keyScheme(face.contract).read(headers)
      const principal = key === undefined ? undefined : await face.principal(key, () => true)
      const world = own.get(principal?.tenantId ?? '')
      if (world) return world
    }
    return undefined
  }
  const log = createRequestLog(apis, own, ownerOf, demoKeys)

  const options: ReferenceOptions = {
    ...given,
    ...{ clock, realClock, reader },
    wrote() {
      for (const { changes } of own.values()) changes.wrote()
    },
    transport: keepingTransport(inner, mailboxOf, clock.now),
    happened: (tenantId, happening) =>
      own.get(tenantId)?.events.add({ at: clock.now(), ...eventOf(happening) }),
    async elsewhere(address) {
      const [, name = ''] = /\+([a-z0-9-]+)@/i.exec(address) ?? []
      return worlds.opened(name.toLowerCase())?.world
    },
  }
  const [, path] = /^sqlite:(.+)$/.exec(config.databaseUrl) ?? []
  const isFile = path !== undefined && path !== ':memory:'
  const [alone] = own.size === 1 && path !== undefined ? own.values() : []

  return {
    async open() {
      if (!alone || path === undefined) {
        reference = await openReference(config, logger, options)
        return reference
      }
      if (isFile) await forgetFiles(path)
      const replaceable = await openReplaceable(config, logger, options)
      const place = isFile ? inFiles(path, replaceable, options) : inMemory(replaceable, workspace, options)
      alone.state = createState(alone, clock, { place, settle: () => settle(alone, clock) })
      ready = replaceable.ready
      reference = replaceable
      return replaceable
    },
    first: [
      log.keep,
      guardReceivers(allowed),
      toCopies(worlds, demoKeys, log),
      toReceivers(own),
      serveInbox(requireOwnPage(allowed, { links: true })),
      createPlane(() => loadPlane(worlds, streams, allowed.sessions), allowed, {
        clock: systemClock,
        logger,
        validateResponses: config.validateResponses,
      }),
      failing(ownerOf, own),
    ],
    release: () => streams.end(),
    async stop() {
      await worlds.close()
      await reader.close()
      if (isFile) await forgetFiles(path)
    },
  }
}

async function loadPlane(worlds: Worlds, streams: Streams, sessions: Sessions) {
  const [{ controlFace }, { handlers }, { streamChanges, streamEvents }] = await Promise.all([
    import('../control/face.ts'),
    import('../control/handlers.ts'),
    import('../http/control/event-stream.ts'),
  ])
  return {
    face: controlFace(handlers, worlds, sessions),
    first: [streamEvents(worlds, streams), streamChanges(worlds, streams)],
  }
}

/** A demo key with a name behind it is the key of a copy; what has no key has the name in its path. */
function toCopies(
  worlds: ReturnType<typeof openWorlds>,
  demoKeys: readonly string[],
  log: RequestLog,
): Middleware {
  const schemes = Object.values(apis).map(({ contract }) => keyScheme(contract))
  return async (request, response, next) => {
    const [, named, rest] = /^\/_tenants\/([a-z0-9-]{1,63})(\/.*)$/.exec(request.url) ?? []
    if (named !== undefined && rest !== undefined) {
      const copy = worlds.opened(named)
      if (!copy) return next()
      request.url = rest
      log.assign(response, copy.world)
      const [, receiver] = /^\/_receivers\/([a-z0-9-]+)\/?(?:\?.*)?$/.exec(rest) ?? []
      if (receiver === undefined) return copy.answer(request, response, next)
      return copy.world.receivers.receive(receiver, request, response, pathOf(request.originalUrl))
    }
    for (const scheme of schemes) {
      const given = scheme.read(request.headers)
      const dot = given?.lastIndexOf('.') ?? -1
      if (given === undefined || dot < 0) continue
      const [key, name] = [given.slice(0, dot), given.slice(dot + 1)]
      if (!COPY_NAME.test(name)) continue
      // Its other keys open nothing that is not there.
      const copy = demoKeys.includes(key) ? await worlds.copy(name) : worlds.opened(name)
      if (!copy) continue
      for (const header of ['authorization', 'x-api-key'])
        if (request.headers[header])
          request.headers[header] = String(request.headers[header]).replace(given, key)
      log.assign(response, copy.world)
      return copy.answer(request, response, next)
    }
    next()
  }
}

const pathOf = (url: string): string => url.split('?', 1)[0] ?? url

/** What comes to a receiver was sent by a server, not by a page. */
function guardReceivers(allowed: Parameters<typeof requireOwnPage>[0]): Middleware {
  const guard = requireOwnPage(allowed)
  return (request, response, next) =>
    /^(\/_tenants\/[^/]+)?\/_receivers\//.test(request.path) ? guard(request, response, next) : next()
}

/** A receiver of a tenant of the workspace, by the address that `receiversUrl` gives it. */
const toReceivers =
  (own: ReadonlyMap<string, World>): Middleware =>
  async (request, response, next) => {
    const [, tenant, name] =
      /^(?:\/_tenants\/([a-z0-9_-]{1,64}))?\/_receivers\/([a-z0-9-]{1,63})$/.exec(request.path) ?? []
    if (name === undefined) return next()
    const owner = own.get(tenant ?? DEFAULT_TENANT) ?? (own.size === 1 ? [...own.values()][0] : undefined)
    if (!owner?.receivers.all.has(name)) return next()
    await owner.receivers.receive(name, request, response, request.path)
  }

/** Has requests to the tenants of the workspace fail as their rules say. */
const failing =
  (
    ownerOf: (headers: IncomingHttpHeaders) => Promise<World | undefined>,
    own: ReadonlyMap<string, World>,
  ): Middleware =>
  async (request, response, next) => {
    if (![...own.values()].some(({ faults }) => mayFail(request, faults))) return next()
    const world = await ownerOf(request.headers)
    if (world) return failOnPurpose(world.faults, operations)(request, response, next)
    next()
  }

const operations = askedFor(Object.values(apis).map(one => one.operations))
