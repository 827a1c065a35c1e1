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

export interface Window {
  /** Counts a request, if there is a place. */
  take(bucket: string, places: number): Place | Promise<Place>
  /** Where the bucket stands, without counting anything. */
  look(bucket: string, places: number): Place
}

interface LocalWindow extends Window {
  take(bucket: string, places: number): Place
}

/**
 * Counts requests in a window of 60 seconds that slides (Atender: settings/rate-limits-reference).
 * One process counts for itself; a refused request does not count.
 */
export function createWindow(clock: Clock): LocalWindow {
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

  /** When the requests of the last minute came, oldest first. */
  function timesOf(bucket: string, now: number): number[] {
    sweep(now)
    const times = buckets.get(bucket) ?? []
    if (times.length === 0) buckets.set(bucket, times)
    // Who sets the clock back waits for nothing that is to come.
    if ((times.at(-1) ?? now) > now) times.length = 0
    const gone = times.findIndex(time => time > now - MINUTE)
    // What is over stands in front: a bucket of many places is not copied at each request.
    if (gone !== 0) times.splice(0, gone === -1 ? times.length : gone)
    return times
  }

  const placeOf = (times: number[], places: number, granted: boolean, now: number): Place => ({
    granted,
    remaining: places - times.length,
    freeAt: (times[0] ?? now) + MINUTE,
  })

  return {
    take(bucket, places) {
      const now = clock.now()
      const times = timesOf(bucket, now)
      const granted = times.length < places
      if (granted) times.push(now)
      return placeOf(times, places, granted, now)
    },
    look(bucket, places) {
      const now = clock.now()
      return placeOf(timesOf(bucket, now), places, true, now)
    },
  }
}
