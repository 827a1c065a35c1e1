import { setTimeout as sleep } from 'node:timers/promises'
import { type Clock, systemClock } from '../../server/clock.ts'

/** A clock whose time passes when a test says so. */
export interface TestClock extends Clock {
  /** Lets so many milliseconds pass, and wakes who waited, each at its moment. */
  pass(milliseconds: number): Promise<void>
}

/** A clock whose time can also jump, as it does for a machine that was asleep. */
export interface LeapingClock extends TestClock {
  /** Lets so many milliseconds pass at once, and wakes late who waited for a moment in between. */
  leap(milliseconds: number): void
}

/** Time that stands still until it is told to pass. */
export function createTestClock(): LeapingClock {
  let now = Date.now()
  const timers = new Set<{ at: number; wake: () => void }>()
  return {
    now: () => now,
    after(delay, wake) {
      const timer = { at: now + Math.max(0, Math.ceil(delay)), wake }
      timers.add(timer)
      return () => timers.delete(timer)
    },
    leap(milliseconds) {
      now += milliseconds
      const due = [...timers].filter(({ at }) => at <= now).sort((a, b) => a.at - b.at)
      for (const timer of due) if (timers.delete(timer)) timer.wake()
    },
    async pass(milliseconds) {
      const end = now + milliseconds
      for (;;) {
        // What was woken does its work, and may wait for another moment.
        await sleep(10)
        const [next] = [...timers].filter(({ at }) => at <= end).sort((a, b) => a.at - b.at)
        if (!next) break
        timers.delete(next)
        now = Math.max(now, next.at)
        next.wake()
      }
      now = end
    },
  }
}

/** Time that passes by itself, for an engine that goes by a clock of its own. */
export const realClock: TestClock = { ...systemClock, pass: milliseconds => sleep(milliseconds) }
