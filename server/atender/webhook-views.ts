import type { components } from '../../generated/atender/types.ts'
import { toTimestamp } from '../clock.ts'
import type { Delivery } from '../webhooks/deliveries.ts'
import type { Subscription } from '../webhooks/manage.ts'

type Schemas = components['schemas']

/** What the contract bounds the list to; two processes that take turns can make one more. */
const MOST_ATTEMPTS = 20

/** A subscription as every answer but two shows it. */
export const webhookView = (row: Subscription, now: number): Schemas['Webhook'] => {
  const overlaps = row.previous_secret_until !== null && row.previous_secret_until > now
  return {
    id: row.uid,
    name: row.name,
    url: row.url,
    events: JSON.parse(row.events),
    isActive: row.is_active === 1,
    disabledReason: row.disabled_reason,
    previousSecretUntil: overlaps ? toNullableTimestamp(row.previous_secret_until) : null,
    createdAt: toTimestamp(row.created_at),
    updatedAt: toTimestamp(row.updated_at),
  }
}

/** For the answers to creating it and to rotating its secret. */
export const webhookWithSecretView = (row: Subscription, now: number): Schemas['WebhookWithSecret'] => ({
  ...webhookView(row, now),
  secret: row.secret,
})

export const deliveryView = (row: Delivery): Schemas['WebhookDelivery'] => ({
  id: row.uid,
  event: row.event as Schemas['EventName'], // written from the same enum
  status: row.status,
  createdAt: toTimestamp(row.created_at),
  nextAttemptAt: row.due_at === null ? null : toTimestamp(Math.max(row.due_at, row.created_at)),
  finishedAt: toNullableTimestamp(row.finished_at),
  attempts: row.attempts.slice(-MOST_ATTEMPTS).map(({ at, status, duration, error, answer }) => ({
    at: toTimestamp(at),
    status,
    durationMs: duration,
    error,
    answer,
  })),
})

const toNullableTimestamp = (moment: number | null): string | null =>
  moment === null ? null : toTimestamp(moment)
