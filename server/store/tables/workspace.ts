import type { ColumnType, Generated } from 'kysely'

/** What the workspace file brings: tenants, who may call, and what their conversations can refer to. */

/** JSON text, written and read by the domain that owns the column. */
type Json = string
/** 0 or 1: one spelling for both engines. */
type Flag = number
/** Milliseconds since 1970-01-01T00:00:00Z. */
type Moment = number

export interface TenantTable {
  id: string
  name: string
  environment: 'live' | 'test'
  /** Whether the tenant may have webhooks. */
  webhooks: Generated<Flag>
  /** Whether the ids of Fernand's timeline have their prefixes. */
  id_prefixes: Generated<Flag>
  /** The limits of Atender's tier `custom`, `{perMinute, burst, perDay}`; null for those of the contract. */
  custom_tier: Json | null
  /** `{deliveryDays, eventDays, conversationDays}`; null for a tenant that an older version stored. */
  retention: ColumnType<Json | null, Json | null | undefined, Json | null>
  /** By which its ids are told apart from those of others: see next-id.ts. */
  number: Generated<number>
  /** Up to here numbers are those of all tenants together, and ids themselves: of what older versions stored. */
  numbered_after: Generated<number>
}

export interface ApiKeyTable {
  /** SHA-256 of the key, in hex. The key itself is nowhere. */
  hash: string
  tenant_id: string
  api: 'atender' | 'fernand'
  scopes: Json
  /** A tier of the API's rate limits; null for none. */
  tier: string | null
  /** The agent that a key of Fernand's acts for; null for the first one. */
  agent_id: number | null
  is_active: Flag
  /** What people call it; null for the keys of the workspace file. */
  name: string | null
  /** Milliseconds since 1970; null for the keys of the workspace file. */
  created_at: number | null
  /** A revoked key stays revoked, whatever the workspace file says. */
  revoked_at: number | null
}

/** How often a key with a daily limit was used. */
export interface KeyUsageTable {
  key_hash: string
  /** In UTC, `YYYY-MM-DD`. */
  day: string
  requests: number
}

export interface TeamTable {
  tenant_id: string
  id: string
  name: string
  is_default: Flag
}

export interface TeamChannelTable {
  tenant_id: string
  channel: string
  team_id: string
}

export interface TagTable {
  tenant_id: string
  /** Fernand's name of the tag; `slug` is Atender's. */
  id: number
  slug: string
  name: string
  type: 'topic' | 'metadata'
  /** The slug of the tag above it. */
  parent: string | null
  /** `#BEC2C8`; null for that one. */
  color: string | null
}

export interface CustomFieldTable {
  tenant_id: string
  key: string
  name: string | null
  type: 'text' | 'textarea' | 'number' | 'date' | 'select' | 'checkbox'
  /** The slugs of a select field. */
  options: Json
}

/** A mail channel: the address that mail leaves from and comes to. */
export interface ChannelTable {
  tenant_id: string
  id: number
  address: string
  name: string | null
  /** The API that a conversation belongs to when a mail to the address opens it. */
  api: Generated<'atender' | 'fernand'>
}

export interface AgentTable {
  tenant_id: string
  id: number
  name: string
  email: string
  is_active: Flag
}

export interface SnippetTable {
  tenant_id: string
  id: number
  name: string
  actions: Json
  created_at: Moment
  /** The keys that insert it. */
  shortcut: string | null
  /** Numbers; 0 is the root. */
  categories: Generated<Json>
  applied_count: Generated<number>
  last_applied_at: number | null
}

/** Targets for the conversations of a team, of a channel, of both, or of all. The first one that fits counts. */
export interface SlaPolicyTable {
  tenant_id: string
  position: number
  team_id: string | null
  channel: string | null
  /** In seconds; null for no target. */
  first_reply: number | null
  resolution: number | null
}

/** What the servers of one database share and nobody else may know. */
export interface SecretTable {
  name: string
  value: string
}
