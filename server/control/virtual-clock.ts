import type { Clock } from '../clock.ts'

/** A clock that can be set, stopped and moved on. */
export interface VirtualClock extends Clock {
  readonly isFrozen: boolean
  /** What is absent stays. */
  set(change: { now?: number; frozen?: boolean }): void
  /** Back to real time. */
  reset(): void
  /**
   * Moves on to a moment at once, and wakes whoever waited for one until then, in the order of their times.
   *
   * @returns how many were woken
   */
  leapTo(moment: number): number
}

interface Timer {
  at: number
  wake: () => void
  cancel: () => void
}

/** Longer ones overflow: a timer that is armed for so long is armed again when that is over. */
const LONGEST = 2 ** 31 - 1

/**
 * @param real what it goes by while nobody has set it
 */
export function createVirtualClock(real: Clock): VirtualClock {
  /** Added to real time; while it stands still, `still` is the time. */
  let offset = 0
  let still: number | undefined
  const timers = new Set<Timer>()

  const now = () => still ?? real.now() + offset

  const wake = (timer: Timer): void => {
    if (timers.delete(timer)) timer.wake()
  }

  /** Has a timer run by real time, unless time stands still. */
  const arm = (timer: Timer): void => {
    timer.cancel()
    timer.cancel = () => {}
    if (still !== undefined) return
    const delay = Math.min(LONGEST, Math.max(0, timer.at - now()))
    timer.cancel = real.after(delay, () => (timer.at <= now() ? wake(timer) : arm(timer)))
  }

  const armAll = (): void => {
    for (const timer of timers) arm(timer)
  }

  return {
    now,
    get isFrozen() {
      return still !== undefined
    },
    after(delay, work) {
      const timer: Timer = { at: now() + Math.max(0, delay), wake: work, cancel: () => {} }
      timers.add(timer)
      // What is due now runs now, whether time passes or not.
      if (delay <= 0) timer.cancel = real.after(0, () => wake(timer))
      else arm(timer)
      return () => {
        timer.cancel()
        timers.delete(timer)
      }
    },
    set({ now: moment = now(), frozen = still !== undefined }) {
      offset = moment - real.now()
      still = frozen ? moment : undefined
      armAll()
    },
    reset() {
      offset = 0
      still = undefined
      armAll()
    },
    leapTo(moment) {
      if (still === undefined) offset = moment - real.now()
      else still = moment
      const due = [...timers].filter(({ at }) => at <= moment).toSorted((a, b) => a.at - b.at)
      for (const timer of due) {
        timer.cancel()
        wake(timer)
      }
      armAll()
      return due.length
    },
  }
}
