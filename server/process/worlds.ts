/** The tenants of a server as the control plane sees them: those of its workspace, and private copies of the demo. */
import { setInterval } from 'node:timers'
import type { RequestHandler } from 'express'
import type { Logger } from 'pino'
import { apis } from '../apis/apis.ts'
import { createMountable } from '../app.ts'
import { systemClock } from '../clock.ts'
import type { Config } from '../config.ts'
import type { Context } from '../context.ts'
import { settle } from '../control/advance.ts'
import { askedFor, Faults, failOnPurpose, mayFail } from '../control/faults.ts'
import { createMailbox, keepingTransport } from '../control/mailbox.ts'
import { Receivers } from '../control/receivers.ts'
import { createVirtualClock, type VirtualClock } from '../control/virtual-clock.ts'
import { Log } from '../control/waiting.ts'
import type { HappenedEvent, Kept, World, Worlds } from '../control/world.ts'
import { Refusal } from '../errors/refusal.ts'
import { systemIds } from '../ids.ts'
import { createMailReader } from '../mail/reader.ts'
import { createCaptureTransport } from '../mail/transport.ts'
import type { Store } from '../store/store.ts'
import { applyWorkspace } from '../workspaces/apply.ts'
import type { Workspace } from '../workspaces/schema.ts'
import { openDatabase } from './database.ts'
import { openReference, type Reference } from './reference.ts'

/** How long a copy lives without a request, in milliseconds, and how often that is looked at. */
const LIFETIME = 3600_000
const SWEEP = 60_000
const MOST_EVENTS = 10_000

/** A copy, and what answers its requests. */
interface Copy {
  world: World
  answer: RequestHandler
  close(): Promise<void>
}

export interface OpenWorlds extends Worlds {
  /** A copy that is there or can be; undefined where its name is none, or demo keys are not accepted. */
  copy(name: string): Promise<Copy | undefined>
  /** A copy that is there. */
  opened(name: string): Copy | undefined
  close(): Promise<void>
}

interface Settings {
  config: Config
  logger: Logger
  workspace: Workspace
  /** Where the server is reached. */
  url: () => string
  /** The tenants of the workspace, by name. */
  own: Map<string, World>
}

export const COPY_NAME: RegExp = /^[a-z0-9-]{1,63}$/

export function openWorlds({ config, logger, workspace, url, own }: Settings): OpenWorlds {
  const demo = workspace.tenants.find(({ keys }) => keys.some(key => key.demo))
  const ofDemo: Workspace = { ...workspace, tenants: demo ? [demo] : [] }
  const copies = new Map<string, Promise<Copy>>()
  const there = new Map<string, Copy>()
  const reader = createMailReader()
  let template: Promise<Buffer> | undefined

  /** The demo tenant as the workspace makes it. */
  const templateOf = async (): Promise<Buffer> => {
    const settings = { clock: systemClock, ids: systemIds, logger, poolSize: 1 }
    const { store, copy } = await openDatabase('sqlite::memory:', settings)
    await applyWorkspace({ store, clock: systemClock }, ofDemo, true)
    const bytes = (await copy?.()) ?? Buffer.alloc(0)
    await store.close()
    return bytes
  }

  const open = async (name: string): Promise<Copy> => {
    template ??= templateOf()
    const bytes = await template
    const made = await openCopyOfDemo({
      name,
      bytes,
      config,
      logger,
      workspace: ofDemo,
      url,
      reader,
      tenantId: demo?.id ?? '',
    })
    there.set(name, made)
    return made
  }

  const sweep = setInterval(() => {
    for (const [name, { world, close }] of there) {
      if (systemClock.now() - (world.lastRequestAt ?? world.openedAt) < LIFETIME) continue
      copies.delete(name)
      there.delete(name)
      close().catch(error => logger.warn({ err: error, name }, 'a copy could not be closed'))
    }
  }, SWEEP)
  sweep.unref()

  const worlds: OpenWorlds = {
    async copy(name) {
      if (!demo || !COPY_NAME.test(name) || own.has(name)) return undefined
      let opening = copies.get(name)
      if (!opening) {
        opening = open(name)
        copies.set(name, opening)
        opening.catch(() => copies.delete(name))
      }
      const copy = await opening
      copy.world.lastRequestAt = systemClock.now()
      return copy
    },
    opened: name => there.get(name),
    async named(name) {
      const world = own.get(name) ?? (await worlds.copy(name))?.world
      if (world) return world
      throw new Refusal('not_found', `There is no tenant ${name}, and no copy can be opened here.`)
    },
    list: () => [...own.values(), ...[...there.values()].map(({ world }) => world)],
    async close() {
      clearInterval(sweep)
      await Promise.all([...copies.values()].map(async copy => (await copy).close()))
      await reader.close()
    },
  }
  return worlds
}

const operations = askedFor(Object.values(apis).map(one => one.operations))

interface CopySettings extends Omit<Settings, 'own'> {
  name: string
  bytes: Buffer
  reader: World['reader']
  tenantId: string
}

async function openCopyOfDemo(settings: CopySettings): Promise<Copy> {
  const { name, bytes, config, logger, workspace, url, reader, tenantId } = settings
  const clock = createVirtualClock(systemClock)
  const mailbox = createMailbox()
  const events = new Log<HappenedEvent>('e', MOST_EVENTS)
  const kept = new Map<string, Kept & { bytes: Buffer; frozen: boolean }>()
  const transport = keepingTransport(createCaptureTransport(), async () => mailbox, clock.now)
  const base = () => `${url()}/_tenants/${name}`
  // It sends no mail, and takes what comes in through the server's door.
  const { smtp: _, smtpListen: __, ...rest } = config

  const begin = async (copy: Buffer, isNew: boolean) => {
    const reference = await openReference({ ...rest, smtp: undefined, smtpListen: undefined }, logger, {
      clock,
      reader,
      transport,
      publicUrl: base,
      copy: { bytes: copy, workspace, ...(isNew ? { prepare: store => makeOwn(store, name) } : {}) },
      happened: (_, { event, data }) => events.add({ at: clock.now(), event, data }),
    })
    await reference.start()
    const { context, faces } = reference
    const app = createMountable({
      faces,
      clock,
      ids: context.ids,
      logger,
      validateResponses: config.validateResponses,
    })
    return { reference, app }
  }
  let now = await begin(bytes, true)
  const end = async ({ reference }: typeof now) => {
    await reference.stop()
    await reference.close()
  }
  /** Another database takes the place of the one that there is. */
  const replace = async (copy: Buffer, isNew: boolean, set: () => void) => {
    const before = now
    await end(before)
    set()
    now = await begin(copy, isNew)
  }

  const world: World = {
    name,
    tenantId,
    isCopy: true,
    openedAt: systemClock.now(),
    lastRequestAt: undefined,
    reader,
    clock,
    mailbox,
    events,
    faults: new Faults(),
    receivers: new Receivers(clock.now, path => secretsOf(now.reference.context, tenantId, path)),
    receiversUrl: () => `${base()}/_receivers`,
    get context() {
      return now.reference.context
    },
    quiet: () => now.reference.quiet(),
    state: {
      async keep() {
        await settle(world, clock)
        const at = clock.now()
        const one = {
          id: `s${kept.size + 1}`,
          at,
          frozen: clock.isFrozen,
          bytes: (await now.reference.copy?.()) ?? bytes,
        }
        kept.set(one.id, one)
        return one
      },
      async restore(id) {
        const one = kept.get(id)
        if (one) await replace(one.bytes, false, () => clock.set({ now: one.at, frozen: one.frozen }))
        return one
      },
      async reset() {
        await replace(bytes, true, () => clock.reset())
        mailbox.clear()
        events.clear()
        world.faults.clear()
        world.receivers.all.clear()
      },
    },
  }
  return {
    world,
    answer(request, response, next) {
      if (!mayFail(request, world.faults)) return now.app(request, response, next)
      const goOn = (error?: unknown) => (error ? next(error) : now.app(request, response, next))
      return failOnPurpose(world.faults, operations)(request, response, goOn)
    },
    close: () => end(now),
  }
}

/** What a copy may not share with the others: the address that its mail comes to, and the secret of its downloads. */
async function makeOwn(store: Store, name: string): Promise<void> {
  await store.write(async ({ db }) => {
    await db.deleteFrom('secret').execute()
    for (const { id, tenant_id, address } of await db.selectFrom('channel').selectAll().execute())
      await db
        .updateTable('channel')
        .set({ address: address.replace('@', `+${name}@`) })
        .where('id', '=', id)
        .where('tenant_id', '=', tenant_id)
        .execute()
  })
}

/** The secrets of the webhooks of a tenant whose URL has this path. */
export async function secretsOf({ store }: Context, tenantId: string, path: string): Promise<string[]> {
  const rows = await store.read(db =>
    db
      .selectFrom('webhook_subscription')
      .select(['url', 'secret', 'previous_secret'])
      .where('tenant_id', '=', tenantId)
      .where('secret', '<>', '')
      .execute(),
  )
  return rows
    .filter(({ url }) => URL.parse(url)?.pathname === path)
    .flatMap(({ secret, previous_secret }) => [
      secret,
      ...(previous_secret === null ? [] : [previous_secret]),
    ])
}

/** The tenants of the workspace, which share a database. */
export function ownWorlds(
  reference: () => Reference,
  tenants: readonly string[],
  { clock, url, reader }: { clock: VirtualClock | undefined; url: () => string; reader: World['reader'] },
): Map<string, World> {
  const openedAt = systemClock.now()
  const now = () => clock?.now() ?? systemClock.now()
  return new Map(
    tenants.map(name => [
      name,
      {
        name,
        tenantId: name,
        isCopy: false,
        openedAt,
        lastRequestAt: undefined,
        reader,
        // Of several tenants none has the time of the others.
        clock: tenants.length === 1 ? clock : undefined,
        mailbox: createMailbox(),
        events: new Log<HappenedEvent>('e', MOST_EVENTS),
        faults: new Faults(),
        receivers: new Receivers(now, path => secretsOf(reference().context, name, path)),
        receiversUrl: () => `${url()}/_receivers`,
        get context() {
          return reference().context
        },
        quiet: () => reference().quiet(),
        state: undefined,
      } satisfies World,
    ]),
  )
}
