import { Changes } from './changes.ts'
import { Faults } from './faults.ts'
import { Log } from './log.ts'
import { createMailbox } from './mailbox.ts'
import { Receivers } from './receivers.ts'
import { createRequests } from './requests.ts'
import { type HappenedEvent, MOST_EVENTS, type World } from './world.ts'

interface Settings {
  /** The clock of the tenant. */
  now: () => number
  /** That of its store. */
  markOf: () => Promise<string>
  /** The secrets of the webhooks whose URL has this path. */
  secretsOf: (path: string) => Promise<string[]>
}

/** What is kept of a tenant in memory; who listens to its changes is told of all that comes. */
export function createKept({
  now,
  markOf,
  secretsOf,
}: Settings): Pick<World, 'changes' | 'mailbox' | 'requests' | 'events' | 'faults' | 'receivers'> {
  const changes = new Changes(markOf)
  const mailbox = createMailbox()
  const requests = createRequests()
  for (const log of [mailbox, requests]) log.listen(changes.tell)
  return {
    changes,
    mailbox,
    requests,
    events: new Log<HappenedEvent>('e', MOST_EVENTS),
    faults: new Faults(),
    receivers: new Receivers(now, secretsOf, changes.tell),
  }
}
