import type { Clock } from '../clock.ts'
import type { OperationFacts } from '../contracts.ts'
import { Refusal } from '../errors/refusal.ts'
import type { Face } from '../face/face.ts'
import { nextMidnight } from '../rate-limits/day.ts'
import { createWindow } from '../rate-limits/window.ts'
import type { Middleware } from './middleware.ts'

export interface RateLimiter {
  /** Puts the limit of the key on the answer, whichever that will be. */
  tell(operation: OperationFacts): Middleware
  /** Counts the request against the limit. Refuses with `rate_limited` when there is no place left. */
  take: Middleware
}

/** Limits how often a key may call, as its API publishes it. */
export function createRateLimiter({ rateLimit, takeOfDay, window: shared }: Face, clock: Clock): RateLimiter {
  const window = shared ?? createWindow(clock)
  return {
    tell: operation => (_request, response, next) => {
      const { principal } = response.locals
      const limit = rateLimit.limitOf(principal, operation)
      response.locals.limit = limit
      if (limit) {
        const place = window.look(bucketOf(principal.keyId, limit), limit.places)
        response.set(rateLimit.headers(limit, place, clock.now()))
      }
      next()
    },

    async take(_request, response, next) {
      const { principal, limit } = response.locals
      if (!limit) return next()
      const now = clock.now()
      const place = await window.take(bucketOf(principal.keyId, limit), limit.places)
      response.set(rateLimit.headers(limit, place, now))
      if (!place.granted) {
        throw new Refusal('rate_limited', rateLimit.refusal(limit, 'minute', seconds(place.freeAt - now)))
      }
      if (limit.perDay === undefined || (await takeOfDay(principal.keyId, limit.perDay))) return next()
      const ofDay = { ...limit, published: limit.perDay }
      const freeAt = nextMidnight(now)
      response.set(rateLimit.headers(ofDay, { granted: false, remaining: 0, freeAt }, now))
      throw new Refusal('rate_limited', rateLimit.refusal(ofDay, 'day', seconds(freeAt - now)))
    },
  }
}

const bucketOf = (keyId: string, { bucket }: { bucket: string }) => `${keyId} ${bucket}`

const seconds = (milliseconds: number): number => Math.ceil(milliseconds / 1000)
