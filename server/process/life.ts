import type { Clock } from '../clock.ts'
import type { Phase } from '../http/probes.ts'
import type { Store } from '../store/store.ts'

/** How long a database may take to answer a probe, in milliseconds. */
const PATIENCE = 3_000

/** What a server tells of itself: it is starting until it says otherwise. */
export function createLife(store: () => Store, clock: Clock) {
  let phase: Phase = 'starting'
  let asking: Promise<boolean> | undefined

  /** Reads a row that the migrations have made. */
  async function ask(): Promise<boolean> {
    const over = Promise.withResolvers<false>()
    const cancel = clock.after(PATIENCE, () => over.resolve(false))
    const answer = store()
      .read(db => db.selectFrom('tenant').select('id').limit(1).execute())
      .then(
        () => true,
        () => false,
      )
    const isThere = await Promise.race([answer, over.promise])
    cancel()
    return isThere
  }

  return {
    phase: () => phase,
    /** However many probes ask, the database is asked by one of them. */
    isAble(): Promise<boolean> {
      asking ??= ask().finally(() => {
        asking = undefined
      })
      return asking
    },
    serves(): void {
      phase = 'serving'
    },
    /** Resolves when whoever sends requests has had that many milliseconds to notice. */
    async stops(delay: number): Promise<void> {
      phase = 'stopping'
      if (delay > 0) await new Promise<void>(resolve => void clock.after(delay, resolve))
    },
  }
}
