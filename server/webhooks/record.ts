import type { Context } from '../context.ts'
import { webhookRules } from '../contracts.ts'
import type { Tx } from '../store/store.ts'
import { cancelPending } from './cancel.ts'
import { nextAttemptAt } from './schedule.ts'

/** An attempt that was made, and what it means. */
interface Attempted {
  subscription: { id: number; tenantId: string }
  deliveryId: number
  /** How many attempts were made, this one included. */
  step: number
  at: number
  duration: number
  status: number | null
  error: string | null
  answer: string | null
  /** The receiver wants no deliveries any more. */
  isGone: boolean
  /** The receiver wants none before. */
  quietUntil: number | undefined
}

/** Writes an attempt down; resolves when that is durable. */
export type Recorder = (attempt: Attempted) => Promise<void>

/** What one transaction writes at most. */
const MOST = 200

/** Writes attempts that end together, to whatever receiver, in one transaction. */
export function createRecorder(context: Context): Recorder {
  type Waiting = { attempt: Attempted; resolve(): void; reject(error: unknown): void }
  let waiting: Waiting[] = []
  let writing = false

  async function write(): Promise<void> {
    writing = true
    while (waiting.length > 0) {
      const group = waiting.slice(0, MOST)
      waiting = waiting.slice(MOST)
      try {
        await context.store.write(tx =>
          writeGroup(
            tx,
            context,
            group.map(({ attempt }) => attempt),
          ),
        )
        for (const { resolve } of group) resolve()
      } catch (error) {
        for (const { reject } of group) reject(error)
      }
    }
    writing = false
  }

  return attempt =>
    new Promise((resolve, reject) => {
      waiting.push({ attempt, resolve, reject })
      if (!writing) void write()
    })
}

async function writeGroup(tx: Tx, context: Context, group: Attempted[]): Promise<void> {
  const now = context.clock.now()
  for (const part of inPowers(group)) {
    const rows = part.map(({ deliveryId, at, duration, status, error, answer }) => {
      return { delivery_id: deliveryId, at, duration, status, error, answer }
    })
    await tx.db.insertInto('webhook_attempt').values(rows).execute()
  }
  await recordSuccesses(tx, group, now)
  for (const attempt of group) if (attempt.error !== null) await recordFailure(tx, attempt, now)
  const bySubscription = Map.groupBy(group, ({ subscription }) => subscription.id)
  for (const attempts of bySubscription.values()) await recordHealth(tx, context, attempts, now)
}

async function recordSuccesses({ db }: Tx, group: Attempted[], now: number): Promise<void> {
  const delivered = group.filter(({ error }) => error === null).map(({ deliveryId }) => deliveryId)
  for (const part of inPowers(delivered)) {
    await db
      .updateTable('webhook_delivery')
      .set(({ eb }) => ({
        status: 'delivered' as const,
        step: eb('step', '+', 1),
        due_at: null,
        finished_at: now,
      }))
      .where('id', 'in', part)
      .execute()
  }
}

/** A list in parts whose lengths are powers of two: a statement for each length that there is would be many. */
function* inPowers<T>(list: readonly T[]): Generator<T[]> {
  for (let from = 0; from < list.length; ) {
    const length = 2 ** Math.floor(Math.log2(list.length - from))
    yield list.slice(from, from + length)
    from += length
  }
}

async function recordFailure(
  { db }: Tx,
  { deliveryId, step, isGone, quietUntil }: Attempted,
  now: number,
): Promise<void> {
  const next = isGone ? undefined : nextAttemptAt(step, now)
  await db
    .updateTable('webhook_delivery')
    .set(
      next === undefined
        ? { status: 'failed', step, due_at: null, finished_at: now }
        : { step, due_at: Math.max(next, quietUntil ?? 0) },
    )
    .where('id', '=', deliveryId)
    // It may have been cancelled meanwhile.
    .where('status', '=', 'pending')
    .execute()
}

/** What the attempts of one group tell of a receiver. */
async function recordHealth(tx: Tx, context: Context, attempts: Attempted[], now: number): Promise<void> {
  const [first] = attempts
  if (!first) return
  const { id, tenantId } = first.subscription
  const own = tx.db.updateTable('webhook_subscription').where('id', '=', id)
  if (attempts.some(({ error }) => error === null)) {
    await own.set({ failing_since: null }).where('failing_since', 'is not', null).execute()
  } else {
    const since = Math.min(...attempts.map(({ at }) => at))
    await own.set({ failing_since: since }).where('failing_since', 'is', null).execute()
  }
  const quiet = Math.max(...attempts.map(({ quietUntil }) => quietUntil ?? 0))
  if (quiet > 0) await own.set({ paused_until: quiet }).execute()

  const disable = (reason: 'gone' | 'failing') =>
    own
      .set({ is_active: 0, disabled_reason: reason, updated_at: now })
      .where('is_active', '=', 1)
      .returning('id')
  const disabled = attempts.some(({ isGone }) => isGone)
    ? await disable('gone').execute()
    : await disable('failing')
        .where('failing_since', '<=', now - webhookRules.disableAfterSeconds * 1000)
        .execute()
  if (disabled.length === 0) return
  await cancelPending(tx.db, id, now)
  await tx.announce()
  tx.afterCommit(() => {
    context.bell.ring(id)
    context.logger.warn({ subscriptionId: id, tenantId }, 'a webhook was disabled: its receiver fails')
  })
}
