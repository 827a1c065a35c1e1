import { createHash } from 'node:crypto'
import { prepared } from '../store/prepared.ts'
import type { Db } from '../store/store.ts'

/** Who calls: a key's tenant and what the key may do. */
export interface Principal {
  tenantId: string
  /** Names the key without telling it. */
  keyId: string
  /** The tier of its rate limit; null for none. */
  tier: string | null
  scopes: readonly string[]
}

/** The stored form of an API key: SHA-256 in hex. Keys are long and random, so no salt and no slow hash is needed. */
export const hashKey = (key: string): string => createHash('sha256').update(key).digest('hex')

const activeKey = prepared<
  { hash: string; api: 'atender' | 'fernand' },
  { tenant_id: string; tier: string | null; scopes: string }
>((db, value) =>
  db
    .selectFrom('api_key')
    .select(['tenant_id', 'tier', 'scopes'])
    .where('hash', '=', value('hash'))
    .where('api', '=', value('api'))
    .where('is_active', '=', 1),
)

/** The principal of an active key of that API, or undefined. */
export async function lookupPrincipal(
  db: Db,
  api: 'atender' | 'fernand',
  key: string,
): Promise<Principal | undefined> {
  const hash = hashKey(key)
  const [row] = await activeKey(db, { hash, api })
  return row && { tenantId: row.tenant_id, keyId: hash, tier: row.tier, scopes: JSON.parse(row.scopes) }
}

/** Whether the scopes allow `needed`; write implies read (Atender: settings/api-scopes-reference). */
export function allows(scopes: readonly string[], needed: string): boolean {
  return (
    scopes.includes(needed) ||
    (needed.endsWith(':read') && scopes.includes(needed.replace(/:read$/, ':write')))
  )
}
