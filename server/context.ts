import type { Logger } from 'pino'
import type { Clock } from './clock.ts'
import type { Bell } from './events/bell.ts'
import type { Publish } from './events/happening.ts'
import type { Ids } from './ids.ts'
import type { Jobs } from './jobs/jobs.ts'
import type { Store } from './store/store.ts'

/** Everything that the rest is built from, made once and passed on. */
export interface Context {
  store: Store
  jobs: Jobs
  clock: Clock
  /** That of the machine, for the network: however a tenant's time passes, others have their seconds to answer. */
  realClock: Clock
  ids: Ids
  logger: Logger
  /** Tells of what happened: webhooks listen. */
  publish: Publish
  /** Whether what only development needs is on, such as webhooks to this machine. */
  control: boolean
  /** Rung when a webhook subscription has something to deliver. */
  bell: Bell
}
