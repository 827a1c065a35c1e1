import { rateLimits } from '../contracts.ts'
import type { RateLimit } from '../face/face.ts'

/** Reading and writing are counted apart. */
export const rateLimit: RateLimit = {
  limitOf({ tier }, { method, security }) {
    if (security.length === 0) return undefined
    // Every answer tells a limit, so a key without a tier has one too.
    const limits = rateLimits.fernand[tier ?? 'rehearsal']
    if (!limits) return undefined
    const [bucket, places] =
      method === 'get' ? ['reads', limits.readsPerMinute] : ['writes', limits.writesPerMinute]
    return { bucket, places, published: places }
  },
  headers: ({ published }, { remaining, freeAt }) => ({
    'X-RateLimit-Limit': String(published),
    'X-RateLimit-Remaining': String(remaining),
    'X-RateLimit-Reset': String(Math.ceil(freeAt / 1000)),
  }),
  refusal: ({ bucket, published }, per, seconds) =>
    `The key's limit of ${published} ${bucket} a ${per} is reached; try again in ${seconds} seconds.`,
}
