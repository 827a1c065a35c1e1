import type { Selectable } from 'kysely'
import { operations as atender } from '../../generated/atender/operations.ts'
import type { Context } from '../context.ts'
import { rateLimits } from '../contracts.ts'
import { KeyError } from '../errors/key-error.ts'
import type { Store } from '../store/store.ts'
import type { ApiKeyTable } from '../store/tables/workspace.ts'
import { hashKey } from './keys.ts'

type Api = ApiKeyTable['api']

/** A key as people may see it: all but the key. */
export interface KeyInfo {
  /** Names the key without telling it: the beginning of its hash. */
  id: string
  name: string | null
  api: Api
  tenant: string
  scopes: string[]
  /** Of its rate limit; null for none. */
  tier: string | null
  status: 'active' | 'inactive' | 'revoked'
  /** Milliseconds since 1970; null for a key of the workspace file. */
  createdAt: number | null
}

interface NewKey {
  api: Api
  tenant: string
  name: string | undefined
  scopes: string[]
  tier: string | undefined
}

/** How much of a hash names a key. */
const ID_LENGTH = 12

/** Every scope that some operation asks for; write implies read (Atender: settings/api-scopes-reference). */
export const knownScopes: readonly string[] = [
  ...new Set(
    Object.values(atender)
      .flatMap(({ scopes }) => scopes)
      .flatMap(scope => [scope.replace(/:\w+$/, ':read'), scope.replace(/:\w+$/, ':write')]),
  ),
].sort()

/**
 * Makes a key of 256 random bits and stores its hash.
 *
 * @returns the key, which nobody can read again, and what is known of it
 * @throws KeyError that names everything that is wrong
 */
export async function createKey(
  { store, clock, ids }: Pick<Context, 'store' | 'clock' | 'ids'>,
  given: NewKey,
): Promise<{ key: string; info: KeyInfo }> {
  const tenants = await store.read(db => db.selectFrom('tenant').selectAll().orderBy('id').execute())
  const tenant = tenants.find(({ id }) => id === given.tenant)
  const wrong = problems(given)
  if (!tenant) {
    const known = tenants.map(({ id }) => id).join(', ')
    wrong.unshift(
      known
        ? `tenant ${given.tenant} does not exist; there is ${known}`
        : 'the database has no tenants yet; start the server once, which applies the workspace file',
    )
  }
  if (!tenant || wrong.length > 0) throw new KeyError(wrong.join('; '))

  const prefix = given.api === 'fernand' ? 'sk_' : `sa_${tenant.environment}_`
  const key = prefix + Buffer.from(ids.secret(), 'base64').toString('base64url')
  const row = {
    hash: hashKey(key),
    tenant_id: tenant.id,
    api: given.api,
    scopes: JSON.stringify(given.scopes),
    tier: given.tier ?? null,
    agent_id: null,
    is_active: 1,
    name: given.name ?? null,
    created_at: clock.now(),
    revoked_at: null,
  }
  await store.write(({ db }) => db.insertInto('api_key').values(row).execute())
  return { key, info: infoOf(row) }
}

function problems({ api, scopes, tier }: NewKey): string[] {
  const wrong: string[] = []
  const unknown = scopes.filter(scope => !knownScopes.includes(scope))
  if (unknown.length > 0) {
    wrong.push(`scope ${unknown.join(', ')} does not exist; there is ${knownScopes.join(', ')}`)
  }
  if (api === 'fernand' && scopes.length > 0) wrong.push('keys of fernand have no scopes')
  if (api === 'atender' && scopes.length === 0) wrong.push('a key of atender needs a scope at least')
  const tiers = Object.keys(rateLimits[api])
  if (tier !== undefined && !tiers.includes(tier)) {
    wrong.push(`tier ${tier} does not exist; there is ${tiers.join(', ')}`)
  }
  return wrong
}

/** All keys, those of the workspace file too; with `tenant` its own. */
export async function listKeys(store: Store, tenant: string | undefined): Promise<KeyInfo[]> {
  return await store.read(async db => {
    let query = db.selectFrom('api_key').selectAll().orderBy('tenant_id').orderBy('api').orderBy('created_at')
    if (tenant !== undefined) query = query.where('tenant_id', '=', tenant)
    return (await query.execute()).map(infoOf)
  })
}

/**
 * Revokes a key for good, whatever the workspace file says; all servers refuse it from then on.
 *
 * @param id as `listKeys` tells it, or the beginning of it
 * @throws KeyError when no key has the id, or several do
 */
export async function revokeKey(
  { store, clock }: Pick<Context, 'store' | 'clock'>,
  id: string,
): Promise<KeyInfo> {
  if (!/^[0-9a-f]{4,64}$/.test(id)) {
    throw new KeyError('the id of a key is what `key list` shows: at least 4 of its hex digits')
  }
  return await store.write(async ({ db, announce }) => {
    const found = await db.selectFrom('api_key').selectAll().where('hash', 'like', `${id}%`).execute()
    const [key] = found
    if (!key) throw new KeyError(`no key has the id ${id}`)
    if (found.length > 1) throw new KeyError(`${found.length} keys begin with ${id}; write more of the id`)
    const revoked_at = key.revoked_at ?? clock.now()
    await db.updateTable('api_key').set({ is_active: 0, revoked_at }).where('hash', '=', key.hash).execute()
    await announce()
    return infoOf({ ...key, is_active: 0, revoked_at })
  })
}

const infoOf = (row: Selectable<ApiKeyTable>): KeyInfo => ({
  id: row.hash.slice(0, ID_LENGTH),
  name: row.name,
  api: row.api,
  tenant: row.tenant_id,
  scopes: JSON.parse(row.scopes),
  tier: row.tier,
  status: row.revoked_at !== null ? 'revoked' : row.is_active === 1 ? 'active' : 'inactive',
  createdAt: row.created_at,
})
