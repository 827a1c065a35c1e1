import type { Context } from '../context.ts'
import { prepared } from '../store/prepared.ts'
import { cancelPending } from './cancel.ts'
import { type Due, MOST_IN_HAND, selectDue } from './due.ts'
import type { Subscription } from './manage.ts'
import type { Recorder } from './record.ts'
import { quietUntil } from './schedule.ts'
import type { Sender } from './send.ts'
import { signatureHeaders } from './sign.ts'

/** Deliveries under way to one receiver: at first, and at most. */
const PLACES = { first: 4, most: MOST_IN_HAND / 2 }

export interface PumpContext extends Context {
  sender: Sender
  record: Recorder
  /** Names this process as the owner of a subscription's lease. */
  runner: string
}

export interface Pump {
  /** Something may have become due. */
  poke(): void
  /** Begins no other delivery. */
  finish(): void
  /** Resolves when nothing is due and nothing under way; rejects when the database fails. */
  ended: Promise<void>
}

const bodyOf = prepared<{ id: number }, { body: string; traceparent: string | null }>((db, value) =>
  db
    .selectFrom('webhook_delivery')
    .select(['body', 'traceparent'])
    .where('id', '=', value('id'))
    .where('due_at', 'is not', null),
)

const subscriptionById = prepared<{ id: number }, Subscription>((db, value) =>
  db.selectFrom('webhook_subscription').selectAll().where('id', '=', value('id')),
)

/**
 * Makes the deliveries of one subscription that are due: one after the other within a conversation, side by side
 * otherwise. How many at once is found out: one more after each success, half as many after each failure, so that a
 * dead receiver costs one connection.
 *
 * @param signal ends what is under way, without a trace of it
 */
export function startPump(context: PumpContext, subscriptionId: number, signal: AbortSignal): Pump {
  const { store, clock, logger, sender, record, runner } = context
  /** Conversations by the id of the delivery that is in hand. */
  const inHand = new Map<number, number | null>()
  const next: Due[] = []
  let subscription: Subscription | undefined
  let underWay = 0
  let places: number = PLACES.first
  let mayHaveMore = true
  /** Answers that change the subscription and are not written down yet. */
  let holds = 0
  let isFinishing = false
  let failure: unknown
  let changed = Promise.withResolvers<void>()

  function poke(): void {
    mayHaveMore = true
    changed.resolve()
  }

  /** Looks at the subscription anew, and takes what is due into hand. */
  async function fetch(): Promise<void> {
    mayHaveMore = false
    const now = clock.now()
    const found = await store.read(async db => {
      const [row] = await subscriptionById(db, { id: subscriptionId })
      subscription = row
      if (!row || row.pump !== runner || (row.paused_until ?? 0) > now || row.is_active === 0) return []
      const limit = Math.min(MOST_IN_HAND, 2 * places) - inHand.size
      const conversations = [...inHand.values()].filter(id => id !== null)
      return await selectDue(db, { subscriptionId, now, limit, ids: inHand.keys(), conversations })
    })
    if (!subscription || subscription.pump !== runner) isFinishing = true
    else if (subscription.is_active === 0) await cancelAll()
    const seen = new Set<number>()
    for (const due of found) {
      mayHaveMore = true
      if (due.conversation_id !== null) {
        if (seen.has(due.conversation_id)) continue
        seen.add(due.conversation_id)
      }
      inHand.set(due.id, due.conversation_id)
      next.push(due)
    }
  }

  /** Leaves to later what was not begun. */
  function drop(): void {
    for (const due of next.splice(0)) inHand.delete(due.id)
  }

  async function cancelAll(): Promise<void> {
    while (await store.write(({ db }) => cancelPending(db, subscriptionId, clock.now()))) {}
  }

  async function begin(due: Due): Promise<void> {
    underWay++
    try {
      await attempt(due)
    } catch (error) {
      failure ??= error
      isFinishing = true
    } finally {
      underWay--
      inHand.delete(due.id)
      poke()
    }
  }

  async function attempt({ id, uid, step }: Due): Promise<void> {
    const [row] = await store.read(db => bodyOf(db, { id }))
    // Cancelled since it was taken into hand, or the subscription was deleted.
    if (!row || !subscription || subscription.secret === '') return
    const { url, tenant_id } = subscription
    const at = clock.now()
    const headers = signatureHeaders({ id: uid, body: row.body, at }, secretsOf(subscription, at))
    const sent = await sender.send({ url, headers, ...row }, signal)
    if (signal.aborted) return
    const now = clock.now()
    const isGone = sent.status === 410
    const quiet = sent.status === 429 || sent.status === 503 ? quietUntil(sent.retryAfter, now) : undefined
    places = sent.error === null ? Math.min(PLACES.most, places + 1) : Math.max(1, places >> 1)
    const stops = isGone || quiet !== undefined
    if (stops) {
      holds++
      drop()
    }
    await record({
      ...{ subscription: { id: subscriptionId, tenantId: tenant_id }, deliveryId: id, step: step + 1 },
      ...{ at, duration: now - at, status: sent.status, error: sent.error, answer: sent.answer },
      ...{ isGone, quietUntil: quiet },
    })
    if (stops) holds--
    if (sent.error !== null) {
      logger.info({ subscriptionId, deliveryId: id, attempt: step + 1, status: sent.status }, sent.error)
    }
  }

  async function run(): Promise<void> {
    for (;;) {
      changed = Promise.withResolvers<void>()
      if (isFinishing || signal.aborted) drop()
      while (underWay < places) {
        const due = next.shift()
        if (!due) break
        void begin(due)
      }
      if (!isFinishing && holds === 0 && next.length === 0 && underWay < places && mayHaveMore) {
        await fetch().catch(error => {
          failure ??= error
          isFinishing = true
        })
        continue
      }
      if (underWay === 0) break
      await changed.promise
    }
    if (failure !== undefined) throw failure
  }

  return {
    poke,
    finish() {
      isFinishing = true
      changed.resolve()
    },
    ended: run(),
  }
}

/** The secrets that sign at a moment, the newest first. */
function secretsOf(
  { secret, previous_secret, previous_secret_until }: Subscription,
  now: number,
): [string, ...string[]] {
  const overlaps = previous_secret !== null && (previous_secret_until ?? 0) > now
  return overlaps ? [secret, previous_secret] : [secret]
}
