import { setImmediate } from 'node:timers/promises'
import type pg from 'pg'
import type { Direct } from '../direct.ts'
import type { Db } from '../store.ts'
import { createTogether } from './together.ts'

/** So many rounds of questions are under way at a time; who comes later is in the next one. */
const ROUNDS = 2

/**
 * Runs prepared queries outside transactions: at once where few ask, and many together where many do.
 *
 * @param db builds the queries
 */
export function createReads(pool: pg.Pool, db: Db): Direct {
  let rounds = 0
  const together = createTogether(db, () => void begin())

  async function begin(): Promise<void> {
    if (rounds === ROUNDS) return
    rounds++
    while (!together.isEmpty) {
      // Whoever asks in this turn of the event loop.
      await setImmediate()
      await together.ask(pool, true)
    }
    rounds--
  }

  return { rows: together.rows }
}
