import type { Context } from '../context.ts'
import { parseEmailAddress } from '../mail/addresses.ts'
import type { Tx } from '../store/store.ts'
import { hashKey } from '../tenants/keys.ts'
import type { Workspace, WorkspaceTenant } from './schema.ts'

/**
 * Writes the workspace into the database: adds and changes, removes nothing; the same file twice changes nothing.
 *
 * @param demoKeys whether keys that everyone knows are accepted
 */
export async function applyWorkspace(
  { store, clock }: Pick<Context, 'store' | 'clock'>,
  workspace: Workspace,
  demoKeys: boolean,
): Promise<void> {
  await store.write(async tx => {
    for (const tenant of workspace.tenants) await applyTenant(tx, tenant, demoKeys, clock.now())
    await tx.announce()
  })
}

async function applyTenant(
  { db }: Tx,
  tenant: WorkspaceTenant,
  demoKeys: boolean,
  now: number,
): Promise<void> {
  const tenant_id = tenant.id
  const identity = {
    name: tenant.name,
    environment: tenant.environment,
    webhooks: Number(tenant.webhooks),
    id_prefixes: Number(tenant.idPrefixes === 'on'),
    retention: JSON.stringify(tenant.retention),
    custom_tier: tenant.customTier ? JSON.stringify(tenant.customTier) : null,
  }
  await db
    .insertInto('tenant')
    .values({ id: tenant_id, ...identity })
    .onConflict(c => c.column('id').doUpdateSet(identity))
    .execute()
  for (const given of tenant.keys) {
    const row = {
      tenant_id,
      api: given.api,
      tier: given.tier ?? null,
      agent_id: given.agent ?? null,
      scopes: JSON.stringify(given.scopes),
      is_active: Number(given.active && (demoKeys || !given.demo)),
    }
    const hash = given.sha256 ?? hashKey(given.key ?? '')
    await db
      .insertInto('api_key')
      .values({ hash, ...row })
      // A revoked key stays revoked.
      .onConflict(c => c.column('hash').doUpdateSet(row).where('api_key.revoked_at', 'is', null))
      .execute()
  }
  for (const { id, name, default: isDefault, channels } of tenant.teams) {
    const row = { name, is_default: Number(isDefault) }
    await db
      .insertInto('team')
      .values({ tenant_id, id, ...row })
      .onConflict(c => c.columns(['tenant_id', 'id']).doUpdateSet(row))
      .execute()
    for (const channel of channels) {
      await db
        .insertInto('team_channel')
        .values({ tenant_id, channel, team_id: id })
        .onConflict(c => c.columns(['tenant_id', 'channel']).doUpdateSet({ team_id: id }))
        .execute()
    }
  }
  for (const { id, parent = null, color = null, ...tag } of tenant.tags) {
    const row = { ...tag, parent, color }
    await db
      .insertInto('tag')
      .values({ tenant_id, id, ...row })
      .onConflict(c => c.columns(['tenant_id', 'id']).doUpdateSet(row))
      .execute()
  }
  for (const { key, name = null, type, options } of tenant.customFields) {
    const row = { name, type, options: JSON.stringify(options) }
    await db
      .insertInto('custom_field')
      .values({ tenant_id, key, ...row })
      .onConflict(c => c.columns(['tenant_id', 'key']).doUpdateSet(row))
      .execute()
  }
  // They are told apart by their place in the file alone.
  await db.deleteFrom('sla_policy').where('tenant_id', '=', tenant_id).execute()
  for (const [position, { team, channel, firstReplyMinutes, resolutionMinutes }] of tenant.sla.entries()) {
    await db
      .insertInto('sla_policy')
      .values({
        tenant_id,
        position,
        team_id: team ?? null,
        channel: channel ?? null,
        first_reply: seconds(firstReplyMinutes),
        resolution: seconds(resolutionMinutes),
      })
      .execute()
  }
  for (const { id, address, name, api } of tenant.channels) {
    // With its domain in ASCII, as mail servers name it.
    const row = { address: parseEmailAddress(address) ?? address, name: name ?? null, api }
    await db
      .insertInto('channel')
      .values({ tenant_id, id, ...row })
      .onConflict(c => c.columns(['tenant_id', 'id']).doUpdateSet(row))
      .execute()
  }
  for (const { id, name, email, active } of tenant.agents) {
    const row = { name, email: email.toLowerCase(), is_active: Number(active) }
    await db
      .insertInto('agent')
      .values({ tenant_id, id, ...row })
      .onConflict(c => c.columns(['tenant_id', 'id']).doUpdateSet(row))
      .execute()
  }
  for (const { id, name, actions } of tenant.snippets) {
    const row = { name, actions: JSON.stringify(actions) }
    await db
      .insertInto('snippet')
      .values({ tenant_id, id, created_at: now, shortcut: null, ...row })
      .onConflict(c => c.columns(['tenant_id', 'id']).doUpdateSet(row))
      .execute()
  }
}

const seconds = (minutes: number | undefined): number | null =>
  minutes === undefined ? null : Math.round(minutes * 60)
