import { rateLimits } from '../contracts.ts'
import type { RateLimit } from '../face/face.ts'

/** The key's tier allows so many requests a minute, a burst on top, and so many a day. */
export const rateLimit: RateLimit = {
  limitOf({ tier, customTier }) {
    const published = tier === null ? undefined : rateLimits.atender[tier]
    const limits = tier === 'custom' ? (customTier ?? published) : published
    if (!limits) return undefined
    const { perMinute, burst, perDay } = limits
    return { bucket: 'all', places: perMinute + burst, published: perMinute, perDay }
  },
  headers: ({ published }, { granted, freeAt }, now) => ({
    'X-RateLimit-Limit': String(published),
    ...(granted ? {} : { 'Retry-After': String(Math.ceil((freeAt - now) / 1000)) }),
  }),
  refusal: ({ published }, per, seconds) =>
    `The key's limit of ${published} requests a ${per} is reached; try again in ${seconds} seconds.`,
}
