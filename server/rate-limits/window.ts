import type { Clock } from '../clock.ts'

const MINUTE = 60_000

/** Where a bucket stands after a request asked for a place. */
export interface Place {
  granted: boolean
  /** Places left in the current window. */
  remaining: number
  /** When a place becomes free again, in milliseconds since 1970. */
  freeAt: number
}

/**
 * Counts requests in a window of 60 seconds that slides (Atender: settings/rate-limits-reference).
 * Each process counts for itself; a refused request does not count.
 */
export function createWindow(clock: Clock): { take(bucket: string, places: number): Place } {
  const buckets = new Map<string, number[]>()
  let swept = clock.now()

  /** Forgets the buckets that nobody used for a minute. */
  function sweep(now: number): void {
    if (now - swept < MINUTE) return
    swept = now
    for (const [bucket, times] of buckets) {
      if ((times.at(-1) ?? 0) <= now - MINUTE) buckets.delete(bucket)
    }
  }

  return {
    take(bucket, places) {
      const now = clock.now()
      sweep(now)
      const times = (buckets.get(bucket) ?? []).filter(time => time > now - MINUTE)
      const granted = times.length < places
      if (granted) times.push(now)
      buckets.set(bucket, times)
      return { granted, remaining: places - times.length, freeAt: (times[0] ?? now) + MINUTE }
    },
  }
}
