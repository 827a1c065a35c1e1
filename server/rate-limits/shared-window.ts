import { setImmediate } from 'node:timers/promises'
import type { Clock } from '../clock.ts'
import type { Seconds, SharedPlaces } from '../store/places.ts'
import type { Place, Window } from './window.ts'

const SECOND = 1_000
/** A request counts until the end of its second, a minute later. */
const COUNTS = 61
const MINUTE = 60 * SECOND

interface Waiting {
  places: number
  resolve(place: Place): void
  reject(error: unknown): void
}

interface Bucket {
  name: string
  /** Of all processes, as of the last time that it was asked. */
  seconds: Seconds
  waiting: Waiting[]
  isAsking: boolean
  usedAt: number
}

/**
 * The same window for all processes on a database, to the second. Requests of a bucket that come at the same moment
 * are counted by one question; where no place is left nobody is asked, since none is given back before its time.
 */
export function createSharedWindow(places: SharedPlaces, clock: Clock): Window {
  const buckets = new Map<string, Bucket>()
  let swept = clock.now()

  function bucketOf(name: string, now: number): Bucket {
    if (now - swept >= MINUTE) {
      swept = now
      for (const { name, usedAt, isAsking } of buckets.values()) {
        if (!isAsking && usedAt <= now - COUNTS * SECOND) buckets.delete(name)
      }
    }
    const bucket = buckets.get(name) ?? {
      ...{ name, seconds: new Map(), waiting: [], isAsking: false },
      usedAt: now,
    }
    buckets.set(name, bucket)
    bucket.usedAt = now
    return bucket
  }

  function placeOf({ seconds }: Bucket, most: number, now: number): Place {
    const current = Math.floor(now / SECOND)
    let taken = 0
    let oldest = Number.POSITIVE_INFINITY
    for (const [second, count] of seconds) {
      // Who sets the clock back waits for nothing that is to come.
      if (Math.abs(second - current) >= COUNTS) continue
      taken += count
      oldest = Math.min(oldest, second)
    }
    const freeAt = oldest === Number.POSITIVE_INFINITY ? now + MINUTE : (oldest + COUNTS) * SECOND
    return { granted: taken < most, remaining: Math.max(0, most - taken), freeAt }
  }

  async function ask(bucket: Bucket): Promise<void> {
    bucket.isAsking = true
    while (bucket.waiting.length > 0) {
      // Whoever comes in this turn of the event loop.
      await setImmediate()
      const group = bucket.waiting.splice(0)
      await answer(bucket, group).catch(error => {
        for (const { reject } of group) reject(error)
      })
    }
    bucket.isAsking = false
  }

  async function answer(bucket: Bucket, group: Waiting[]): Promise<void> {
    const most = group[0]?.places ?? 0
    const now = clock.now()
    const { granted, seconds } = await places.take(bucket.name, { wanted: group.length, most, now })
    bucket.seconds = seconds
    const { remaining, freeAt } = placeOf(bucket, most, now)
    for (const [index, { resolve }] of group.entries()) {
      const left = Math.max(0, granted - index - 1)
      resolve({ granted: index < granted, remaining: remaining + left, freeAt })
    }
  }

  return {
    async take(name, most) {
      const now = clock.now()
      const bucket = bucketOf(name, now)
      const place = placeOf(bucket, most, now)
      if (!place.granted) return place
      return await new Promise<Place>((resolve, reject) => {
        bucket.waiting.push({ places: most, resolve, reject })
        if (!bucket.isAsking) void ask(bucket)
      })
    },
    look(name, most) {
      const now = clock.now()
      return { ...placeOf(bucketOf(name, now), most, now), granted: true }
    },
  }
}
