import { hash } from 'node:crypto'
import type { Clock } from '../clock.ts'
import { Refusal } from '../errors/refusal.ts'
import { createWindow, type Place } from './window.ts'

/** How many different keys that nobody has an address may send in a minute, to each API. */
export const MOST_WRONG_KEYS = 30

/** Of how many keys it is known that they were counted. */
const REMEMBERED = 10_000

const limit = { bucket: 'wrong keys', places: MOST_WRONG_KEYS, published: MOST_WRONG_KEYS }

/** What tells a limit in the headers of an answer. */
type Headers = (given: typeof limit, place: Place, now: number) => Record<string, string>

/** Counts keys that nobody has by the address that they came from. */
export interface WrongKeys {
  /**
   * Counts one that was not counted yet: who sends the same again and again guesses nothing.
   *
   * @param address where it came from
   * @param headers what tells a limit, where the API has such
   * @throws Refusal `rate_limited` when the address has sent too many of late
   */
  count(address: string, key: string, headers?: Headers): void
}

/** @param clock the machine's: nobody guesses in a tenant's own time */
export function createWrongKeys(clock: Clock): WrongKeys {
  const window = createWindow(clock)
  /** The oldest first. */
  const counted = new Set<string>()
  return {
    count(address, key, headers = retryAfter) {
      // Hashed: a header can be long, and no key that was sent is kept.
      const one = hash('sha256', `${address} ${key}`)
      if (counted.has(one)) return
      const place = window.take(address, MOST_WRONG_KEYS)
      if (!place.granted) {
        throw new Refusal(
          'rate_limited',
          'Too many keys that nobody has came from your address; try again in a minute.',
          {
            headers: headers(limit, place, clock.now()),
          },
        )
      }
      counted.add(one)
      for (const oldest of counted) {
        if (counted.size <= REMEMBERED) break
        counted.delete(oldest)
      }
    },
  }
}

/** RFC 9110 section 10.2.3. */
const retryAfter: Headers = (_limit, { freeAt }, now) => ({
  'Retry-After': String(Math.ceil((freeAt - now) / 1000)),
})
