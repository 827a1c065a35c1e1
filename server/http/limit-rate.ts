import type { Clock } from '../clock.ts'
import type { OperationFacts } from '../contracts.ts'
import { Refusal } from '../errors/refusal.ts'
import type { Face } from '../face/face.ts'
import { nextMidnight } from '../rate-limits/day.ts'
import { createWindow } from '../rate-limits/window.ts'
import type { Principal } from '../tenants/keys.ts'
import type { Exchange } from './exchange.ts'

/**
 * Finds the limit of a key for an operation and puts it on the answer, whichever that will be.
 *
 * @returns undefined for a key without a limit; else `take` counts the request against it, and throws Refusal
 *   `rate_limited` when there is no place left
 */
export function createRateLimiter({ rateLimit, takeOfDay }: Face, clock: Clock) {
  const window = createWindow(clock)
  return (principal: Principal, operation: OperationFacts, answer: Exchange) => {
    const limit = rateLimit.limitOf(principal, operation)
    if (!limit) return undefined
    const bucket = `${principal.keyId} ${limit.bucket}`
    answer.set(rateLimit.headers(limit, window.look(bucket, limit.places), clock.now()))
    return {
      async take(): Promise<void> {
        const now = clock.now()
        const place = window.take(bucket, limit.places)
        answer.set(rateLimit.headers(limit, place, now))
        if (!place.granted) {
          throw new Refusal('rate_limited', rateLimit.refusal(limit, 'minute', seconds(place.freeAt - now)))
        }
        if (limit.perDay === undefined || (await takeOfDay(principal.keyId, limit.perDay))) return
        const ofDay = { ...limit, published: limit.perDay }
        const freeAt = nextMidnight(now)
        answer.set(rateLimit.headers(ofDay, { granted: false, remaining: 0, freeAt }, now))
        throw new Refusal('rate_limited', rateLimit.refusal(ofDay, 'day', seconds(freeAt - now)))
      },
    }
  }
}

const seconds = (milliseconds: number): number => Math.ceil(milliseconds / 1000)
