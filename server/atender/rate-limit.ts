import { rateLimits } from '../contracts.ts'
import type { RateLimit } from '../face.ts'

/** The key's tier allows so many requests a minute, and a burst on top. */
export const rateLimit: RateLimit = {
  limitOf({ tier }) {
    const limits = tier === null ? undefined : rateLimits.atender[tier]
    return limits && { bucket: 'all', places: limits.perMinute + limits.burst, published: limits.perMinute }
  },
  headers: ({ published }, { granted, freeAt }, now) => ({
    'X-RateLimit-Limit': String(published),
    ...(granted ? {} : { 'Retry-After': String(Math.ceil((freeAt - now) / 1000)) }),
  }),
  refusal: ({ published }, seconds) =>
    `The key's limit of ${published} requests a minute is reached; try again in ${seconds} seconds.`,
}
