import type { Context } from '../context.ts'
import { Refusal } from '../errors/refusal.ts'
import type { MailReader } from '../mail/reader.ts'
import type { Changes } from './changes.ts'
import type { Faults } from './faults.ts'
import type { Log } from './log.ts'
import type { Mailbox } from './mailbox.ts'
import type { Receivers } from './receivers.ts'
import type { LoggedRequest } from './requests.ts'
import type { VirtualClock } from './virtual-clock.ts'

/** The tenant that is meant when a request does not say. */
export const DEFAULT_TENANT = 'demo'

/** How much of what happened is kept. */
export const MOST_EVENTS = 10_000

/** Something that happened, as subscribers are told. */
export interface HappenedEvent {
  id: string
  /** Milliseconds since 1970, by the clock of the tenant. */
  at: number
  event: string
  data: object
}

/** A tenant with all that can be done to it. */
export interface World {
  name: string
  /** What its rows in the database belong to. */
  tenantId: string
  /** Whether it is a private copy. */
  isCopy: boolean
  /** Milliseconds since 1970, by the real clock. */
  openedAt: number
  lastRequestAt: number | undefined
  context: Context
  reader: MailReader
  /** Undefined where the time is that of several tenants. */
  clock: VirtualClock | undefined
  mailbox: Mailbox
  receivers: Receivers
  faults: Faults
  events: Log<HappenedEvent>
  /** Those to its APIs. */
  requests: Log<LoggedRequest>
  changes: Changes
  /** Where its receivers are reached: `http://127.0.0.1:3000/_receivers`. */
  receiversUrl: () => string
  /** Resolves when no work is being done. */
  quiet(): Promise<void>
  /** Resolves when no other state is taking the place of its own. */
  ready(): Promise<void>
  /** All of it, kept and brought back; undefined where it shares a database, or that is a server's. */
  state:
    | { keep(): Promise<Kept>; restore(id: string): Promise<Kept | undefined>; reset(): Promise<void> }
    | undefined
}

/** A state that was kept. */
export interface Kept {
  id: string
  /** Milliseconds since 1970, by the clock of the tenant. */
  at: number
}

/** The tenants of a server. */
export interface Worlds {
  /**
   * The tenant of that name, or a copy, which is opened by it where demo keys are accepted.
   *
   * @throws Refusal `not_found`
   */
  named(name: string): Promise<World>
  list(): World[]
}

/** @throws Refusal `invalid_state` */
export function requireClock({ clock, name }: World): VirtualClock {
  if (clock) return clock
  throw new Refusal(
    'invalid_state',
    `The time of ${name} is that of several tenants. A copy has a clock of its own: Control-Tenant: <name>.`,
  )
}

/** @throws Refusal `invalid_state` */
export function requireState({ state, name }: World): NonNullable<World['state']> {
  if (state) return state
  throw new Refusal(
    'invalid_state',
    `What ${name} has is kept where it is alone on SQLite. A copy has a state of its own: Control-Tenant: <name>.`,
  )
}
