/** A private copy of the demo tenant: a database of its own in memory, with a clock of its own. */
import type { Logger } from 'pino'
import { apis } from '../apis/apis.ts'
import { createMountable } from '../app.ts'
import { systemClock } from '../clock.ts'
import type { Config } from '../config.ts'
import { settle } from '../control/advance.ts'
import { eventOf } from '../control/events.ts'
import { createKept } from '../control/kept.ts'
import { keepingTransport } from '../control/mailbox.ts'
import { createVirtualClock } from '../control/virtual-clock.ts'
import type { World } from '../control/world.ts'
import { askedFor, failOnPurpose, mayFail } from '../http/control/fail.ts'
import type { Middleware } from '../http/middleware.ts'
import { createCaptureTransport } from '../mail/transport.ts'
import type { Store } from '../store/store.ts'
import { secretsOf } from '../webhooks/secrets.ts'
import type { Workspace } from '../workspaces/schema.ts'
import type { ReferenceOptions } from './reference.ts'
import { openReplaceable } from './replaceable.ts'
import { createState, inMemory } from './state.ts'

/** A copy, and what answers its requests. */
export interface Copy {
  world: World
  answer: Middleware
  close(): Promise<void>
}

const operations = askedFor(Object.values(apis).map(one => one.operations))

interface CopySettings {
  config: Config
  logger: Logger
  workspace: Workspace
  /** Where the server is reached. */
  url: () => string
  name: string
  bytes: Buffer
  reader: World['reader']
  tenantId: string
  /** By the clock of the machine. */
  openedAt: number
}

export async function openCopyOfDemo(settings: CopySettings): Promise<Copy> {
  const { name, bytes, config, logger, workspace, url, reader, tenantId, openedAt } = settings
  const clock = createVirtualClock(systemClock)
  const parts = createKept({
    now: clock.now,
    markOf: () => reference.context.store.mark(),
    secretsOf: path => secretsOf(reference.context, tenantId, path),
  })
  const { mailbox, events, changes } = parts
  const transport = keepingTransport(createCaptureTransport(), async () => mailbox, clock.now)
  const base = () => `${url()}/_tenants/${name}`
  // It sends no mail, and takes what comes in through the server's door.
  const { smtp: _, smtpListen: __, ...rest } = config

  const first: ReferenceOptions = {
    clock,
    realClock: systemClock,
    reader,
    transport,
    publicUrl: base,
    copy: { bytes, workspace, prepare: store => makeOwn(store, name) },
    wrote: () => changes.wrote(),
    happened: (_, happening) => events.add({ at: clock.now(), ...eventOf(happening) }),
  }
  const reference = await openReplaceable({ ...rest, smtp: undefined, smtpListen: undefined }, logger, first)
  await reference.start()
  const { ids } = reference.context
  const { validateResponses } = config
  const app = createMountable({ faces: reference.faces, clock, ids, logger, validateResponses })

  const world: World = {
    name,
    tenantId,
    isCopy: true,
    openedAt,
    lastRequestAt: undefined,
    reader,
    clock,
    ...parts,
    receiversUrl: () => `${base()}/_receivers`,
    get context() {
      return reference.context
    },
    quiet: reference.quiet,
    ready: reference.ready,
    state: undefined,
  }
  const place = inMemory(reference, workspace, first)
  world.state = createState(world, clock, { place, settle: () => settle(world, clock) })
  return {
    world,
    answer(request, response, next) {
      if (!mayFail(request, world.faults)) return app(request, response, next)
      const goOn = (error?: unknown) => (error ? next(error) : app(request, response, next))
      return failOnPurpose(world.faults, operations)(request, response, goOn)
    },
    async close() {
      await reference.stop()
      await reference.close()
    },
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
