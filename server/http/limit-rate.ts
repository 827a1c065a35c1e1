import type { Clock } from '../clock.ts'
import type { OperationFacts } from '../contracts.ts'
import type { Face } from '../face.ts'
import { createWindow } from '../rate-limits/window.ts'
import { Refusal } from '../refusal.ts'
import type { Principal } from '../tenants/keys.ts'
import type { Exchange } from './exchange.ts'

/**
 * Counts a request against the limit of its key, and tells where the key stands.
 *
 * @throws Refusal `rate_limited`
 */
export function createRateLimiter({ rateLimit }: Face, clock: Clock) {
  const window = createWindow(clock)
  return (principal: Principal, operation: OperationFacts, answer: Exchange): void => {
    const limit = rateLimit.limitOf(principal, operation)
    if (!limit) return
    const place = window.take(`${principal.keyId} ${limit.bucket}`, limit.places)
    const now = clock.now()
    answer.set(rateLimit.headers(limit, place, now))
    if (place.granted) return
    throw new Refusal('rate_limited', rateLimit.refusal(limit, Math.ceil((place.freeAt - now) / 1000)))
  }
}
