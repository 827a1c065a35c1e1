import type { Generated } from 'kysely'

/** JSON text, written and read by the domain that owns the column. */
type Json = string
/** 0 or 1: one spelling for both engines. */
type Flag = number
/** Milliseconds since 1970-01-01T00:00:00Z. */
type Moment = number

/** Who is told of which events, and where. */
export interface WebhookSubscriptionTable {
  id: Generated<number>
  /** The API's id. */
  uid: string
  tenant_id: string
  name: string
  url: string
  /** Names of events. */
  events: Json
  /** As it was told to the tenant: deliveries are signed with it, so a hash of it would not do. Empty once deleted. */
  secret: string
  /** The secret before the last rotation, which signs too until `previous_secret_until`. */
  previous_secret: string | null
  previous_secret_until: Moment | null
  is_active: Flag
  /** Why the server made it inactive; null when the tenant did, and for an active one. */
  disabled_reason: 'gone' | 'failing' | null
  /** Since when every attempt has failed; null after a success. */
  failing_since: Moment | null
  /** The receiver has asked for quiet until then. */
  paused_until: Moment | null
  /** Who delivers its events, until `pump_until`; one that died is overtaken then. */
  pump: string | null
  pump_until: Moment | null
  created_at: Moment
  updated_at: Moment
  /** Deleted ones stay until nothing refers to them. */
  deleted_at: Moment | null
}

/** One event for one subscription. */
export interface WebhookDeliveryTable {
  id: Generated<number>
  /** The event's id, which receivers see as `webhook-id`; the same for every subscription. */
  uid: string
  subscription_id: number
  /** Deliveries of one conversation are made one after the other; null for an event of none. */
  conversation_id: number | null
  event: string
  /** What is sent, character for character. */
  body: string
  status: 'pending' | 'delivered' | 'failed' | 'cancelled'
  /** Attempts since it was last begun. */
  step: number
  /** When to make the next attempt; 0 for the first one, so that these are made in the order of their ids. */
  due_at: Moment | null
  created_at: Moment
  finished_at: Moment | null
  /** What caused it, as a header of that name tells it; null where nobody traces. */
  traceparent: string | null
}

export interface WebhookAttemptTable {
  id: Generated<number>
  delivery_id: number
  at: Moment
  /** In milliseconds. */
  duration: number
  /** Of the answer; null when none came. */
  status: number | null
  error: string | null
  /** How the answer began. */
  answer: string | null
}
