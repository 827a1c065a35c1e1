/**
 * Makes the texts of Atender's conversations findable. Its API has no search, and whoever creates conversations should
 * not pay for one: what is new is indexed when somebody searches here.
 */
import { setTimeout as sleep } from 'node:timers/promises'
import { sql } from 'kysely'
import type { Context } from '../../context.ts'
import { wordsOfHtml } from '../../messages/searchable-text.ts'
import { NUMBERS } from '../../store/next-id.ts'
import { wordsOf } from '../../store/search.ts'
import type { Db, Store } from '../../store/store.ts'
import type { World } from '../world.ts'

/** How many texts are indexed in one transaction. */
const MANY = 200
/** How long a search waits for that, in milliseconds; it goes on behind it. */
const PATIENCE = 1_500
/** So many numbers behind the last one that was seen, a transaction may still be under way. */
const LATE = 1_000

interface Text {
  conversationId: number
  messageId?: number
  text: string | null
  html: string | null
}

/** Up to where a tenant's texts are known to be indexed, and the indexing that is under way. */
interface Progress {
  conversation: number
  message: number
  running: Promise<void> | undefined
}

const progressBy = new WeakMap<Store, Map<string, Progress>>()

function progressOf({ store }: Context, tenantId: string): Progress {
  const byTenant = progressBy.get(store) ?? new Map<string, Progress>()
  progressBy.set(store, byTenant)
  const progress = byTenant.get(tenantId) ?? { conversation: -1, message: -1, running: undefined }
  byTenant.set(tenantId, progress)
  return progress
}

/** Resolves when all is findable, or soon; who waits for changes is told of the rest. */
export async function makeFindable({ context, tenantId, changes }: World): Promise<void> {
  const progress = progressOf(context, tenantId)
  progress.running ??= indexAll(context, tenantId, progress)
    // Another process has done the same meanwhile; or the database is away, as the search itself will say.
    .catch(error => context.logger.warn({ err: error }, 'texts could not be made findable'))
    .finally(() => {
      progress.running = undefined
    })
  const end = new AbortController()
  const patience = sleep(PATIENCE, 'later' as const, { signal: end.signal }).catch(() => {})
  const first = await Promise.race([progress.running, patience])
  end.abort()
  if (first === 'later') void progress.running?.then(changes.tell)
}

async function indexAll(context: Context, tenantId: string, progress: Progress): Promise<void> {
  const last = await lastIdOf(context, tenantId)
  for (const [kind, find] of [
    ['conversation', subjects],
    ['message', messages],
  ] as const) {
    const top = await topOf(context, kind, last)
    await index(context, progress[kind], (db, after) => find(context, db, tenantId, after, last))
    progress[kind] = Math.max(progress[kind], top - LATE)
  }
}

/** The highest id that there is. */
const topOf = ({ store }: Context, table: 'conversation' | 'message', last: number): Promise<number> =>
  store.read(async db => {
    const row = await db
      .selectFrom(table)
      .select(({ fn }) => fn.max<number | null>('id').as('id'))
      .where('id', '<', last)
      .executeTakeFirst()
    return row?.id ?? -1
  })

/** As high as an id of the tenant can be. */
async function lastIdOf({ store }: Context, tenantId: string): Promise<number> {
  const tenant = await store.read(db =>
    db.selectFrom('tenant').select('number').where('id', '=', tenantId).executeTakeFirstOrThrow(),
  )
  return (tenant.number + 1) * NUMBERS
}

async function index(
  { store }: Context,
  from: number,
  find: (db: Db, after: number) => Promise<(Text & { id: number })[]>,
): Promise<void> {
  for (let after = from; ; ) {
    const found = await store.read(db => find(db, after))
    const words = await Promise.all(
      found.map(({ text, html }) => (text === null ? wordsOfHtml(html ?? '') : wordsOf(text))),
    )
    if (found.length > 0)
      await store.write(async ({ db }) => {
        for (const [at, { conversationId, messageId }] of found.entries())
          await store.search.add(
            db,
            { conversationId, ...(messageId === undefined ? {} : { messageId }) },
            words[at] ?? '',
          )
      })
    after = found.at(-1)?.id ?? after
    if (found.length < MANY) return
  }
}

async function subjects({ store }: Context, db: Db, tenantId: string, after: number, last: number) {
  const rows = await db
    .selectFrom('conversation')
    .select(['id', 'subject'])
    .where('tenant_id', '=', tenantId)
    .where('api', '=', 'atender')
    .where('id', '>', after)
    .where('id', '<', last)
    .where(({ not }) => not(store.search.isKept(sql`-conversation.id`)))
    .orderBy('id')
    .limit(MANY)
    .execute()
  return rows.map(({ id, subject }) => ({ id, conversationId: id, text: subject, html: null }))
}

async function messages({ store }: Context, db: Db, tenantId: string, after: number, last: number) {
  const rows = await db
    .selectFrom('message')
    .select(['id', 'conversation_id', 'text', 'html'])
    .where('tenant_id', '=', tenantId)
    .where('id', '>', after)
    .where('id', '<', last)
    .where(({ not }) => not(store.search.isKept(sql`message.id`)))
    .orderBy('id')
    .limit(MANY)
    .execute()
  return rows.map(({ id, conversation_id, text, html }) => ({
    ...{ id, text, html },
    conversationId: conversation_id,
    messageId: id,
  }))
}
