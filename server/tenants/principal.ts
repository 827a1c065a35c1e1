import type { Numbers } from './numbers.ts'

/** Of Atender's tier `custom` (Atender: settings/rate-limits-reference). */
export interface CustomTier {
  perMinute: number
  burst: number
  perDay: number
}

/** Who calls: a key's tenant and what the key may do. */
export interface Principal {
  tenantId: string
  /** Names the key without telling it. */
  keyId: string
  /** The tier of its rate limit; null for none. */
  tier: string | null
  /** The limits of the tier `custom`, where the tenant has negotiated some. */
  customTier: CustomTier | null
  scopes: readonly string[]
  /** Whether the tenant may have webhooks. */
  hasWebhooks: boolean
  /** The agent that a key of Fernand's acts for; null where the tenant has none. */
  agentId: number | null
  /** Whether the ids of Fernand's timeline have their prefixes. */
  hasIdPrefixes: boolean
  numbers: Numbers
}

/** Whether the scopes allow `needed`; write implies read (Atender: settings/api-scopes-reference). */
export function allows(scopes: readonly string[], needed: string): boolean {
  return (
    scopes.includes(needed) ||
    (needed.endsWith(':read') && scopes.includes(needed.replace(/:read$/, ':write')))
  )
}
