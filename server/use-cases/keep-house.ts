import type { Context } from '../context.ts'
import { webhookRules } from '../contracts.ts'
import { NUMBERS } from '../store/next-id.ts'
import { removeOldDeliveries } from '../webhooks/retention.ts'
import type { Retention } from '../workspaces/schema.ts'
import { pruneConversations } from './prune-conversations.ts'

const HOUR = 3_600_000
const DAY = 24 * HOUR
/** For how many days the contract promises to keep deliveries. */
const PROMISED = webhookRules.keptForSeconds / 86_400
/** Counts of requests are of use until midnight in UTC; clocks of servers may differ. */
const COUNTS = 2 * DAY
/** The most entries that are looked at in one transaction. */
const EVENTS = 500

export interface House {
  /** Begins nothing else, and resolves when what is being removed is. */
  stop(): Promise<void>
  /** Resolves when nothing is being removed. */
  quiet(): Promise<void>
}

/** Removes once an hour what each tenant no longer keeps. */
export function keepHouse(context: Context): House {
  const { clock, logger } = context
  let isStopped = false
  let cancel = () => {}
  let turn: Promise<void>
  function begin(): void {
    turn = removeOld(context, () => isStopped)
      .catch(error => logger.warn({ err: error }, 'removing what is old failed; trying again'))
      .then(() => {
        if (!isStopped) cancel = clock.after(HOUR, begin)
      })
  }
  begin()
  return {
    async stop() {
      isStopped = true
      cancel()
      await turn
    },
    quiet: () => turn,
  }
}

async function removeOld(context: Context, isStopped: () => boolean): Promise<void> {
  const { store, clock } = context
  const now = clock.now()
  const tenants = await store.read(db =>
    db.selectFrom('tenant').select(['id', 'number', 'numbered_after', 'retention']).execute(),
  )
  for (const tenant of tenants) {
    const { id, retention } = tenant
    if (isStopped()) return
    // As applyWorkspace wrote it; nothing for a tenant that an older version stored.
    const kept: Retention = retention === null ? {} : JSON.parse(retention)
    await removeOldDeliveries(context, id, now - (kept.deliveryDays ?? PROMISED) * DAY)
    if (kept.eventDays !== undefined)
      await removeEvents(context, tenant, now - kept.eventDays * DAY, isStopped)
    if (kept.conversationDays !== undefined)
      await pruneConversations(
        context,
        { tenantId: id, before: now - kept.conversationDays * DAY },
        () => !isStopped(),
      )
  }
  await store.places?.forget(now - HOUR)
  const day = new Date(now - COUNTS).toISOString().slice(0, 10)
  await store.write(({ db }) => db.deleteFrom('key_usage').where('day', '<', day).execute())
}

/** Ids of a tenant's entries go up with time: those that are old stand in front, with the notes between them. */
async function removeEvents(
  { store }: Context,
  tenant: { id: string; number: number; numbered_after: number },
  before: number,
  isStopped: () => boolean,
): Promise<void> {
  const own = tenant.number * NUMBERS
  // What older versions stored has ids of all tenants together.
  for (const [first, end] of [
    [0, tenant.numbered_after + 1],
    [own, own + NUMBERS],
  ] as const)
    for (let after = first; !isStopped(); ) {
      const rows = await store.read(db =>
        db
          .selectFrom('entry')
          .innerJoin('conversation', 'conversation.id', 'entry.conversation_id')
          .select(['entry.id', 'entry.kind', 'entry.created_at'])
          .where('conversation.tenant_id', '=', tenant.id)
          .where('entry.id', '>', after)
          .where('entry.id', '<', end)
          .orderBy('entry.id')
          .limit(EVENTS)
          .execute(),
      )
      const old = rows.filter(({ kind, created_at }) => kind === 'event' && created_at < before)
      const ids = old.map(({ id }) => id)
      if (ids.length > 0)
        await store.write(({ db }) => db.deleteFrom('entry').where('id', 'in', ids).execute())
      const last = rows.at(-1)
      if (last === undefined || last.created_at >= before) break
      after = last.id
    }
}
