/** The tenants of a server as the control plane sees them: those of its workspace, and private copies of the demo. */
import type { Logger } from 'pino'
import { type Clock, systemClock } from '../clock.ts'
import { type Config, isLocal } from '../config.ts'
import { createKept } from '../control/kept.ts'
import type { VirtualClock } from '../control/virtual-clock.ts'
import { DEFAULT_TENANT, type World, type Worlds } from '../control/world.ts'
import { Refusal } from '../errors/refusal.ts'
import { systemIds } from '../ids.ts'
import { createMailReader } from '../mail/reader.ts'
import { secretsOf } from '../webhooks/secrets.ts'
import { applyWorkspace } from '../workspaces/apply.ts'
import type { Workspace } from '../workspaces/schema.ts'
import type { Copy } from './copy.ts'
import { openDatabase } from './database.ts'
import type { Reference } from './reference.ts'

/** How long a copy lives without a request, in milliseconds, and how often that is looked at. */
const LIFETIME = 3600_000
const SWEEP = 60_000

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
  /** That of the machine. */
  clock: Clock
}

export const COPY_NAME: RegExp = /^[a-z0-9-]{1,63}$/

export function openWorlds({ config, logger, workspace, url, own, clock }: Settings): OpenWorlds {
  // Where demo keys open nothing there is nothing to copy.
  const demo = isLocal(config) ? workspace.tenants.find(({ keys }) => keys.some(key => key.demo)) : undefined
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
    const { openCopyOfDemo } = await import('./copy.ts')
    const made = await openCopyOfDemo({
      name,
      bytes,
      config,
      logger,
      workspace: ofDemo,
      url,
      reader,
      tenantId: demo?.id ?? '',
      openedAt: clock.now(),
    })
    there.set(name, made)
    return made
  }

  let stopSweeping: (() => void) | undefined
  const sweep = (): void => {
    for (const [name, { world, close }] of there) {
      if (clock.now() - (world.lastRequestAt ?? world.openedAt) < LIFETIME) continue
      copies.delete(name)
      there.delete(name)
      close().catch(error => logger.warn({ err: error, name }, 'a copy could not be closed'))
    }
    stopSweeping = there.size > 0 ? clock.after(SWEEP, sweep) : undefined
  }

  const worlds: OpenWorlds = {
    async copy(name) {
      if (!demo || !COPY_NAME.test(name) || own.has(name)) return undefined
      let opening = copies.get(name)
      if (!opening) {
        stopSweeping ??= clock.after(SWEEP, sweep)
        opening = open(name)
        copies.set(name, opening)
        opening.catch(() => copies.delete(name))
      }
      const copy = await opening
      copy.world.lastRequestAt = clock.now()
      return copy
    },
    opened: name => there.get(name),
    async named(name) {
      const world = own.get(name) ?? (await worlds.copy(name))?.world
      if (world) {
        await world.ready()
        return world
      }
      throw new Refusal('not_found', `There is no tenant ${name}, and no copy can be opened here.`)
    },
    list: () => [...own.values(), ...[...there.values()].map(({ world }) => world)],
    async close() {
      stopSweeping?.()
      await Promise.all([...copies.values()].map(async copy => (await copy).close()))
      await reader.close()
    },
  }
  return worlds
}

/** The tenants of the workspace, which share a database. */
export function ownWorlds(
  reference: () => Reference,
  tenants: readonly string[],
  {
    clock,
    url,
    reader,
    ready,
  }: { clock: VirtualClock; url: () => string; reader: World['reader']; ready: () => Promise<void> },
): Map<string, World> {
  const openedAt = systemClock.now()
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
        ...createKept({
          now: clock.now,
          markOf: () => reference().context.store.mark(),
          secretsOf: path => secretsOf(reference().context, name, path),
        }),
        // Two tenants may give a receiver the same name.
        receiversUrl: () =>
          name === DEFAULT_TENANT || tenants.length === 1
            ? `${url()}/_receivers`
            : `${url()}/_tenants/${name}/_receivers`,
        get context() {
          return reference().context
        },
        quiet: () => reference().quiet(),
        ready: () => ready(),
        state: undefined,
      } satisfies World,
    ]),
  )
}
