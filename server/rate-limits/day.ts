import type { Context } from '../context.ts'

const SECOND = 1_000
const DAY = 24 * 3600 * SECOND

/** Counts the requests of keys with a daily limit. */
export interface DayCounts {
  /** Counts one request; false, and not counted, when the key has used up its day. */
  take(keyHash: string, limit: number): Promise<boolean>
  /** Writes down what is not yet written. */
  stop(): Promise<void>
}

interface Count {
  day: string
  /** Of all processes, as of the last time that it was asked. */
  stored: number
  /** Counted here since then. */
  unsaved: number
}

/** The next midnight in UTC, when the daily limits begin anew (Atender: settings/rate-limits-reference). */
export const nextMidnight = (now: number): number => (Math.floor(now / DAY) + 1) * DAY

const dayOf = (now: number): string => new Date(now).toISOString().slice(0, 10)

/**
 * Counts in memory and in the database once a second, so that the count outlives the process and is shared by all of
 * them: what another process counted is seen with the next writing of one's own, and a process that is killed forgets a
 * second of its own.
 */
export function createDayCounts({
  store,
  clock,
  logger,
}: Pick<Context, 'store' | 'clock' | 'logger'>): DayCounts {
  const counts = new Map<string, Promise<Count>>()
  let cancelTimer: (() => void) | undefined
  let saving = Promise.resolve()

  async function load(keyHash: string, day: string): Promise<Count> {
    const rows = await store.write(async ({ db }) => {
      await db.deleteFrom('key_usage').where('key_hash', '=', keyHash).where('day', '<', day).execute()
      return await db
        .selectFrom('key_usage')
        .select('requests')
        .where('key_hash', '=', keyHash)
        .where('day', '=', day)
        .execute()
    })
    return { day, stored: rows[0]?.requests ?? 0, unsaved: 0 }
  }

  /** The key's count of today, read once. */
  async function countOf(keyHash: string): Promise<Count> {
    const day = dayOf(clock.now())
    const known = counts.get(keyHash)
    if (known && (await known).day === day) return await known
    // Another request may have begun to read it meanwhile.
    const current = counts.get(keyHash)
    if (current && current !== known) return await current
    const loading = load(keyHash, day)
    counts.set(keyHash, loading)
    loading.catch(() => counts.delete(keyHash))
    return await loading
  }

  /** One after the other: what is being written must not be written again. */
  function save(): Promise<void> {
    cancelTimer = undefined
    saving = saving.then(write)
    return saving
  }

  async function write(): Promise<void> {
    for (const [keyHash, loading] of counts) {
      const count = await loading.catch(() => undefined)
      if (!count || count.unsaved === 0) continue
      const { day, unsaved } = count
      try {
        const { requests } = await store.write(({ db }) =>
          db
            .insertInto('key_usage')
            .values({ key_hash: keyHash, day, requests: unsaved })
            .onConflict(conflict =>
              conflict.columns(['key_hash', 'day']).doUpdateSet(old => ({
                requests: old('key_usage.requests', '+', unsaved),
              })),
            )
            .returning('requests')
            .executeTakeFirstOrThrow(),
        )
        count.stored = requests
        count.unsaved -= unsaved
      } catch (error) {
        logger.warn({ err: error }, 'the use of an API key could not be written; trying again')
        saveSoon()
      }
    }
  }

  function saveSoon(): void {
    cancelTimer ??= clock.after(SECOND, () => void save())
  }

  return {
    async take(keyHash, limit) {
      const count = await countOf(keyHash)
      if (count.stored + count.unsaved >= limit) return false
      count.unsaved++
      saveSoon()
      return true
    },
    async stop() {
      cancelTimer?.()
      await save()
      cancelTimer?.()
    },
  }
}
