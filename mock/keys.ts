import { customFields, keys } from '../generated/demo/workspace.ts'
import { type Api, apis } from '../server/apis/apis.ts'
import type { CustomFields } from '../server/custom-fields/check.ts'
import type { Principal } from '../server/tenants/principal.ts'

/** What a key of each API looks like. */
const keyForms: Record<Api, RegExp> = { atender: /^sa_(live|test)_./, fernand: /^sk_./ }

/** Every scope that an operation asks for. */
const allScopes = Object.values(apis).flatMap(({ operations }) =>
  Object.values(operations).flatMap(({ scopes }) => scopes),
)

/** Who calls: a key of the demo workspace may do what it may there, any other one of the right form everything. */
export function principalOf(api: Api, key: string): Principal | undefined {
  if (!keyForms[api].test(key)) return undefined
  const known = keys.find(one => one.api === api && one.key === key)
  return {
    tenantId: 'mock',
    keyId: 'mock',
    tier: null,
    customTier: null,
    scopes: known?.scopes ?? allScopes,
    hasWebhooks: true,
    agentId: null,
    hasIdPrefixes: true,
    numbers: { base: 0, after: 0 },
  }
}

/** The keys of the demo workspace. */
export const demoKeys: { api: Api; key: string; scopes: string[] }[] = keys.map(one => ({
  ...one,
  scopes: [...one.scopes],
}))

/** Its custom fields. */
export const demoFields: CustomFields = new Map(
  customFields.map(({ key, type, options }) => [key, { type, options: [...options] }]),
)
