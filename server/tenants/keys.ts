import { hash as digest } from 'node:crypto'
import type { Context } from '../context.ts'
import { NUMBERS } from '../store/next-id.ts'
import { prepared } from '../store/prepared.ts'
import { ageOf, FRESH, type ReadAt, readNow } from './fresh.ts'
import type { CustomTier, Principal } from './principal.ts'

/** The stored form of an API key: SHA-256 in hex. Keys are long and random, so no salt and no slow hash is needed. */
export const hashKey = (key: string): string => digest('sha256', key, 'hex')

const activeKey = prepared<
  { hash: string; api: 'atender' | 'fernand' },
  {
    tenant_id: string
    tier: string | null
    scopes: string
    webhooks: number
    id_prefixes: number
    custom_tier: string | null
    number: number
    numbered_after: number
    agent_id: number | null
    first_agent: number | null
  }
>((db, value) =>
  db
    .selectFrom('api_key')
    .innerJoin('tenant', 'tenant.id', 'api_key.tenant_id')
    .select(['tenant_id', 'tier', 'scopes', 'agent_id'])
    .select(['tenant.webhooks', 'tenant.id_prefixes', 'tenant.custom_tier'])
    .select(['tenant.number', 'tenant.numbered_after'])
    .select(key =>
      key
        .selectFrom('agent')
        .select(({ fn }) => fn.min('agent.id').as('id'))
        .whereRef('agent.tenant_id', '=', 'api_key.tenant_id')
        .where('is_active', '=', 1)
        .as('first_agent'),
    )
    .where('hash', '=', value('hash'))
    .where('api', '=', value('api'))
    .where('is_active', '=', 1),
)

/** Finds the principal of an active key of one API; undefined for any other key. */
export function createKeyLookup(
  context: Pick<Context, 'store' | 'clock'>,
  api: 'atender' | 'fernand',
): (key: string) => Promise<Principal | undefined> {
  const known = new Map<string, { principal: Principal; readAt: ReadAt }>()
  return async key => {
    const hash = hashKey(key)
    const entry = known.get(hash)
    const readAt = readNow(context)
    if (entry && ageOf(entry.readAt, readAt) < FRESH) return entry.principal
    known.delete(hash)
    const [row] = await context.store.read(db => activeKey(db, { hash, api }))
    if (!row) return undefined
    const principal = {
      tenantId: row.tenant_id,
      keyId: hash,
      tier: row.tier,
      customTier: row.custom_tier === null ? null : (JSON.parse(row.custom_tier) as CustomTier), // as it was written
      scopes: JSON.parse(row.scopes) as string[], // as it was written
      hasWebhooks: row.webhooks === 1,
      agentId: row.agent_id ?? row.first_agent,
      hasIdPrefixes: row.id_prefixes === 1,
      numbers: { base: row.number * NUMBERS, after: row.numbered_after },
    }
    known.set(hash, { principal, readAt })
    return principal
  }
}
