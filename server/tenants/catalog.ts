import type { Context } from '../context.ts'
import type { Db } from '../store/store.ts'
import type { CustomFieldTable } from '../store/tables/workspace.ts'

interface Team {
  id: string
  name: string
}

/** What a tenant's conversations can refer to. */
export interface Catalog {
  /** The team that a conversation of that channel goes to; null when the tenant has none. */
  teamOf(channel: string): Team | null
  teams: ReadonlyMap<string, Team>
  /** In the order of the workspace. */
  tags: readonly { id: number; slug: string }[]
  /** By key. */
  customFields: ReadonlyMap<string, { type: CustomFieldTable['type']; options: string[] }>
}

/**
 * How long a catalog serves, in milliseconds. It changes only when some process applies a workspace file, and every
 * request of that second would read the same rows.
 */
const FRESH = 1_000

const catalogs = new WeakMap<Context['store'], Map<string, { catalog: Catalog; until: number }>>()

/** The tenant's catalog, at most a second old. */
export async function catalogOf({ store, clock }: Context, db: Db, tenantId: string): Promise<Catalog> {
  const known = catalogs.get(store) ?? new Map<string, { catalog: Catalog; until: number }>()
  catalogs.set(store, known)
  const entry = known.get(tenantId)
  if (entry && entry.until > clock.now()) return entry.catalog
  const catalog = await readCatalog(db, tenantId)
  known.set(tenantId, { catalog, until: clock.now() + FRESH })
  return catalog
}

async function readCatalog(db: Db, tenantId: string): Promise<Catalog> {
  const teams = await db.selectFrom('team').selectAll().where('tenant_id', '=', tenantId).execute()
  const channels = await db.selectFrom('team_channel').selectAll().where('tenant_id', '=', tenantId).execute()
  const tags = await db
    .selectFrom('tag')
    .select(['id', 'slug'])
    .where('tenant_id', '=', tenantId)
    .orderBy('id')
    .execute()
  const fields = await db.selectFrom('custom_field').selectAll().where('tenant_id', '=', tenantId).execute()

  const byId = new Map(teams.map(({ id, name }) => [id, { id, name }]))
  const owners = new Map(channels.map(({ channel, team_id }) => [channel, byId.get(team_id)]))
  const fallback = teams.find(team => team.is_default === 1)
  return {
    teamOf: channel => owners.get(channel) ?? (fallback && byId.get(fallback.id)) ?? null,
    teams: byId,
    tags,
    customFields: new Map(
      fields.map(({ key, type, options }) => [key, { type, options: JSON.parse(options) }]),
    ),
  }
}
