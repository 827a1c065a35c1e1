import type { Context } from '../context.ts'
import type { Db } from '../store/store.ts'
import type { CustomFieldTable, SlaPolicyTable, TagTable } from '../store/tables/workspace.ts'
import { ageOf, FRESH, type ReadAt, readNow } from './fresh.ts'

interface Team {
  id: string
  name: string
}

interface Agent {
  id: number
  name: string
  isActive: boolean
}

/** What a tenant's conversations can refer to. */
export interface Catalog {
  /** The team that a conversation of that channel goes to; null when the tenant has none. */
  teamOf(channel: string): Team | null
  /** The team and the agent with these ids; null for an id that is null or gone. */
  assignee(
    teamId: string | null,
    agentId: number | null,
  ): { team: Team | null; agent: { id: number; name: string } | null }
  teams: ReadonlyMap<string, Team>
  agents: ReadonlyMap<number, Agent>
  /** In the order of the workspace. */
  tags: readonly Pick<TagTable, 'id' | 'slug' | 'name' | 'type' | 'parent'>[]
  /** By key, in its order. */
  customFields: ReadonlyMap<
    string,
    { name: string | null; type: CustomFieldTable['type']; options: string[] }
  >
  /** The mail channels, the first one first. */
  channels: readonly { id: number; address: string }[]
  /** In the order of the workspace: the first one that fits counts. */
  slaPolicies: readonly Omit<SlaPolicyTable, 'tenant_id' | 'position'>[]
}

/** From this age on, in milliseconds, the next request reads a catalog anew, while the others are still served. */
const AGING = 500

interface Known {
  catalog: Catalog
  readAt: ReadAt
  isAging: boolean
}

const catalogs = new WeakMap<Context['store'], Map<string, Known>>()

/** The tenant's catalog: as it was last announced, at most a second old. */
export async function catalogOf(
  context: Pick<Context, 'store' | 'clock'>,
  db: Db,
  tenantId: string,
): Promise<Catalog> {
  const known = catalogs.get(context.store) ?? new Map<string, Known>()
  catalogs.set(context.store, known)
  const entry = known.get(tenantId)
  const readAt = readNow(context)
  const age = entry ? ageOf(entry.readAt, readAt) : FRESH
  if (entry && age < FRESH && (age < AGING || entry.isAging)) return entry.catalog
  if (entry) entry.isAging = true
  const catalog = await readCatalog(db, tenantId)
  known.set(tenantId, { catalog, readAt, isAging: false })
  return catalog
}

/** The same, outside a transaction. */
export const loadCatalog = (context: Context, tenantId: string): Promise<Catalog> =>
  context.store.read(db => catalogOf(context, db, tenantId))

async function readCatalog(db: Db, tenantId: string): Promise<Catalog> {
  const teams = await db.selectFrom('team').selectAll().where('tenant_id', '=', tenantId).execute()
  const owned = await db.selectFrom('team_channel').selectAll().where('tenant_id', '=', tenantId).execute()
  const tags = await db
    .selectFrom('tag')
    .selectAll()
    .where('tenant_id', '=', tenantId)
    .orderBy('id')
    .execute()
  const fields = await db
    .selectFrom('custom_field')
    .selectAll()
    .where('tenant_id', '=', tenantId)
    .orderBy('key')
    .execute()
  const agents = await db.selectFrom('agent').selectAll().where('tenant_id', '=', tenantId).execute()
  const channels = await db
    .selectFrom('channel')
    .selectAll()
    .where('tenant_id', '=', tenantId)
    .orderBy('id')
    .execute()
  const slaPolicies = await db
    .selectFrom('sla_policy')
    .selectAll()
    .where('tenant_id', '=', tenantId)
    .orderBy('position')
    .execute()

  const byId = new Map(teams.map(({ id, name }) => [id, { id, name }]))
  const owners = new Map(owned.map(({ channel, team_id }) => [channel, byId.get(team_id)]))
  const people = new Map(
    agents.map(({ id, name, is_active }) => [id, { id, name, isActive: is_active === 1 }]),
  )
  const fallback = teams.find(team => team.is_default === 1)
  return {
    teamOf: channel => owners.get(channel) ?? (fallback && byId.get(fallback.id)) ?? null,
    assignee(teamId, agentId) {
      const agent = agentId === null ? undefined : people.get(agentId)
      return {
        team: (teamId === null ? undefined : byId.get(teamId)) ?? null,
        agent: agent ? { id: agent.id, name: agent.name } : null,
      }
    },
    teams: byId,
    agents: people,
    tags,
    customFields: new Map(
      fields.map(({ key, name, type, options }) => [key, { name, type, options: JSON.parse(options) }]),
    ),
    channels,
    slaPolicies,
  }
}
