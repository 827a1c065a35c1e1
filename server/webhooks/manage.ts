import type { Selectable, Updateable } from 'kysely'
import type { Context } from '../context.ts'
import { webhookRules } from '../contracts.ts'
import { Refusal } from '../errors/refusal.ts'
import type { Db } from '../store/store.ts'
import type { WebhookSubscriptionTable } from '../store/tables/webhooks.ts'
import { cancelPending } from './cancel.ts'
import { newSecret } from './sign.ts'
import { checkWebhookUrl, webhookUrlRule } from './url.ts'

export type Subscription = Selectable<WebhookSubscriptionTable>

/**
 * Subscribes a URL to events.
 *
 * @throws Refusal `validation_failed` for a URL that this server does not send to, `webhook_limit_reached`
 */
export async function createSubscription(
  context: Context,
  tenantId: string,
  { name, url, events }: { name: string; url: string; events: string[] },
): Promise<Subscription> {
  refuseLoopback(context, url)
  const now = context.clock.now()
  return await context.store.write(async tx => {
    // Two that create at once wait for each other here, so that neither goes beyond the limit.
    await tx.db
      .updateTable('tenant')
      .set(tenant => ({ webhooks: tenant.ref('webhooks') }))
      .where('id', '=', tenantId)
      .execute()
    const { count } = await subscriptionsOf(tx.db, tenantId)
      .clearSelect()
      .select(({ fn }) => fn.countAll<number>().as('count'))
      .executeTakeFirstOrThrow()
    if (count >= webhookRules.maxPerTenant) {
      throw new Refusal(
        'webhook_limit_reached',
        `The tenant has ${count} webhooks already, as many as it may have. Delete one first.`,
      )
    }
    await tx.announce()
    return await tx.db
      .insertInto('webhook_subscription')
      .values({
        uid: context.ids.sortable(),
        tenant_id: tenantId,
        name,
        url,
        events: JSON.stringify(events),
        secret: newSecret(context.ids),
        is_active: 1,
        created_at: now,
        updated_at: now,
      })
      .returningAll()
      .executeTakeFirstOrThrow()
  })
}

/** One page of the tenant's subscriptions, newest first, older than `before`. */
export function listSubscriptions(
  { store }: Context,
  tenantId: string,
  { before = Number.MAX_SAFE_INTEGER, limit }: { before: number | undefined; limit: number },
): Promise<Subscription[]> {
  return store.read(db =>
    subscriptionsOf(db, tenantId).where('id', '<', before).orderBy('id', 'desc').limit(limit).execute(),
  )
}

/** @throws Refusal `not_found` */
export function requireSubscription(
  { store }: Context,
  tenantId: string,
  uid: string,
): Promise<Subscription> {
  return store.read(async db => found(await subscriptionsOf(db, tenantId).where('uid', '=', uid).execute()))
}

interface Changes {
  name?: string | undefined
  url?: string | undefined
  events?: string[] | undefined
  isActive?: boolean | undefined
}

/** @throws Refusal `not_found`, `validation_failed` for a URL that this server does not send to */
export async function updateSubscription(
  context: Context,
  tenantId: string,
  uid: string,
  { name, url, events, isActive }: Changes,
): Promise<Subscription> {
  if (url !== undefined) refuseLoopback(context, url)
  const now = context.clock.now()
  // Another receiver, or the same one mended, is given a new chance.
  const isFresh = url !== undefined || isActive === true
  return await change(context, tenantId, uid, {
    ...(name === undefined ? {} : { name }),
    ...(url === undefined ? {} : { url }),
    ...(events === undefined ? {} : { events: JSON.stringify(events) }),
    ...(isActive === undefined ? {} : { is_active: Number(isActive), disabled_reason: null }),
    ...(isFresh ? { failing_since: null, paused_until: null } : {}),
    updated_at: now,
  })
}

/** Replaces the secret; the one before goes on signing for as long as the contract says. */
export async function rotateSecret(context: Context, tenantId: string, uid: string): Promise<Subscription> {
  const now = context.clock.now()
  const secret = newSecret(context.ids)
  return await context.store.write(async ({ db }) =>
    found(
      await db
        .updateTable('webhook_subscription')
        .set(before => ({
          previous_secret: before.ref('secret'),
          previous_secret_until: now + webhookRules.secretOverlapSeconds * 1000,
          secret,
          updated_at: now,
        }))
        .where('tenant_id', '=', tenantId)
        .where('uid', '=', uid)
        .where('deleted_at', 'is', null)
        .returningAll()
        .execute(),
    ),
  )
}

/** Forgets the subscription and its secrets. @throws Refusal `not_found` */
export async function deleteSubscription(context: Context, tenantId: string, uid: string): Promise<void> {
  const now = context.clock.now()
  const forgotten = { secret: '', previous_secret: null, previous_secret_until: null }
  await change(context, tenantId, uid, { ...forgotten, is_active: 0, deleted_at: now, updated_at: now })
}

async function change(
  context: Context,
  tenantId: string,
  uid: string,
  columns: Updateable<WebhookSubscriptionTable>,
): Promise<Subscription> {
  return await context.store.write(async tx => {
    const row = found(
      await tx.db
        .updateTable('webhook_subscription')
        .set(columns)
        .where('tenant_id', '=', tenantId)
        .where('uid', '=', uid)
        .where('deleted_at', 'is', null)
        .returningAll()
        .execute(),
    )
    if (row.is_active === 0) await cancelPending(tx.db, row.id, row.updated_at)
    await tx.announce()
    // The delivery lane of this process sees it at once.
    tx.afterCommit(() => context.bell.ring(row.id))
    return row
  })
}

const subscriptionsOf = (db: Db, tenantId: string) =>
  db
    .selectFrom('webhook_subscription')
    .selectAll()
    .where('tenant_id', '=', tenantId)
    .where('deleted_at', 'is', null)

function found([subscription]: Subscription[]): Subscription {
  if (!subscription) throw new Refusal('not_found', 'There is no webhook with this id.')
  return subscription
}

/** The contract has refused every other URL that is wrong. */
function refuseLoopback({ control }: Context, text: string): void {
  const checked = checkWebhookUrl(text)
  if (checked.ok && (control || !checked.isLoopback)) return
  const reason = checked.ok ? `${checked.url.hostname} is not public` : checked.reason
  throw Refusal.invalid([{ path: '/url', code: 'format', message: `url ${webhookUrlRule}; ${reason}` }])
}
