import type { RecipientReport } from '../mail/report.ts'
import type { SendOutcome } from '../mail/transport.ts'
import type { DeliveryEvent, Recipients, StoredMessage } from '../records/messages.ts'
import { envelopeRecipients } from './recipients.ts'

/** What became of a mail for one recipient. */
export interface Delivery {
  address: string
  /**
   * `waiting`: it goes out, or goes out again; `accepted`: the mail server has it; `refused`: for good, by that server
   * or by a later one; `given-up`: it was put off for too long.
   */
  state: 'waiting' | 'accepted' | 'refused' | 'given-up'
  code: string | null
  reason: string
}

/** What is written down of a mail after something became known of it. */
export interface Progress {
  deliveries: Delivery[]
  status: Exclude<StoredMessage['status'], 'received'>
  last: DeliveryEvent
}

/** What is known where nothing was written down for each: they fared as the mail did. */
const asTheMail = (addresses: string[], status: Progress['status']): Delivery[] =>
  addresses.map(address => ({ address, state: stateOf[status], code: null, reason: '' }))

const stateOf = { pending: 'waiting', sent: 'accepted', bounced: 'refused', error: 'given-up' } as const

/** What is written down for each recipient of a mail; as long as nothing is, they fared as the mail did. */
export function deliveriesOf(
  { status, deliveries }: { status: StoredMessage['status']; deliveries: string | null },
  recipients: Recipients,
): Delivery[] {
  if (deliveries !== null) return JSON.parse(deliveries)
  return status === 'received' ? [] : asTheMail(envelopeRecipients(recipients), status)
}

export const waitingFor = (deliveries: Delivery[]): string[] =>
  deliveries.filter(({ state }) => state === 'waiting').map(({ address }) => address)

/**
 * What an attempt changes. Only those who were waiting were attempted; who has the mail never gets it again.
 *
 * @param givesUp whether what is still put off will not be tried any more
 */
export function afterAttempt(
  before: Delivery[],
  outcome: SendOutcome,
  { now, givesUp }: { now: number; givesUp: boolean },
): Progress {
  const rejected = new Map(
    ('rejected' in outcome ? (outcome.rejected ?? []) : []).map(one => [one.address.toLowerCase(), one]),
  )
  const putOff = givesUp ? 'given-up' : 'waiting'
  const deliveries = before.map((one): Delivery => {
    if (one.state !== 'waiting') return one
    const { code, reason } = rejected.get(one.address.toLowerCase()) ?? outcome
    if (rejected.has(one.address.toLowerCase()))
      return { ...one, state: code?.startsWith('5') ? 'refused' : putOff, code, reason }
    const state = { delivered: 'accepted', deferred: putOff, bounced: 'refused' } as const
    return { ...one, state: state[outcome.kind], code, reason }
  })
  const isWaiting = waitingFor(deliveries).length > 0
  const event = isWaiting
    ? 'DEFERRED'
    : deliveries.some(({ state }) => state === 'given-up')
      ? 'FAILED'
      : outcome.kind === 'delivered'
        ? 'DELIVERED'
        : 'BOUNCED'
  // Of those that decide the event; the server's last word where it said the same to all.
  const decisive = deliveries.find(({ state }) => state === (isWaiting ? 'waiting' : 'given-up'))
  const { code, reason } = outcome.kind === 'delivered' && decisive ? decisive : outcome
  return {
    deliveries,
    status: statusOf(deliveries),
    last: { event, receivedAt: now, code, reason: [reason, ...exceptions(deliveries, event)].join('; ') },
  }
}

const eventOf = {
  failed: 'BOUNCED',
  delayed: 'DEFERRED',
  delivered: 'DELIVERED',
  relayed: 'DELIVERED',
  expanded: 'DELIVERED',
} as const satisfies Record<RecipientReport['action'], DeliveryEvent['event']>

/** What a delivery status notification changes (RFC 3464). Who is not named as we know them is the only one there is. */
export function afterReport(
  before: Delivery[],
  status: Progress['status'],
  reports: RecipientReport[],
  now: number,
): Progress {
  const deliveries = [...before]
  for (const { addresses, action, code, reason } of reports) {
    const names = new Set(addresses.map(address => address.toLowerCase()))
    const index =
      deliveries.length === 1 ? 0 : deliveries.findIndex(({ address }) => names.has(address.toLowerCase()))
    const one = deliveries[index]
    if (!one || action === 'delayed') continue
    deliveries[index] = { ...one, state: action === 'failed' ? 'refused' : 'accepted', code, reason }
  }
  // What failed is told before what did not.
  const order = ['failed', 'delayed', 'delivered', 'relayed', 'expanded']
  const [told] = reports.toSorted((a, b) => order.indexOf(a.action) - order.indexOf(b.action))
  if (!told) throw new Error('a report tells of nobody')
  const isAlone = deliveries.length === 1
  return {
    deliveries,
    status: told.action === 'delayed' ? status : statusOf(deliveries),
    last: {
      event: eventOf[told.action],
      receivedAt: now,
      code: told.code,
      reason: isAlone ? told.reason : `${told.addresses[0] ?? 'a recipient'}: ${told.reason}`,
    },
  }
}

/** Whether nobody has it, and nobody will. */
export const hasFailed = (status: Progress['status']): boolean => status === 'bounced' || status === 'error'

/** Sent once anybody has it; bounced when all have refused it. */
function statusOf(deliveries: Delivery[]): Progress['status'] {
  const is = (wanted: Delivery['state']) => deliveries.some(({ state }) => state === wanted)
  if (is('accepted')) return 'sent'
  if (is('waiting')) return 'pending'
  return is('given-up') ? 'error' : 'bounced'
}

/** Who fared otherwise than the event says of the mail. */
function exceptions(deliveries: Delivery[], event: DeliveryEvent['event']): string[] {
  if (new Set(deliveries.map(({ state }) => state)).size < 2) return []
  const list = (what: string, state: Delivery['state']) => {
    const names = deliveries
      .filter(one => one.state === state)
      .map(({ address, code, reason }) =>
        state === 'accepted' ? address : `${address} (${[code, reason].filter(Boolean).join(' ')})`,
      )
    return names.length > 0 ? [`${what} ${names.join(', ')}`] : []
  }
  return [
    ...(event === 'DELIVERED' ? [] : list('accepted for', 'accepted')),
    ...list('refused for', 'refused'),
    ...list('put off for', 'waiting'),
    ...list('given up for', 'given-up'),
  ]
}
