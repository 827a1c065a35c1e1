import { createHmac, hash, timingSafeEqual } from 'node:crypto'
import type { Clock } from '../clock.ts'
import { createWrongKeys, type WrongKeys } from '../rate-limits/wrong-keys.ts'

/** How long a browser stays signed in, in milliseconds. */
const LIFETIME = 12 * 3600_000

const NAME = 'control'

/** What stands in place of the ADMIN_TOKEN in a browser: a cookie that no script reads and no other site sends. */
export interface Sessions {
  /** Whether there is a token at all: without one nobody needs a session. */
  readonly isNeeded: boolean
  isToken(given: string): boolean
  /** Counts tokens that are not the one. */
  readonly wrongTokens: WrongKeys
  /** @returns a `Set-Cookie` (RFC 6265) */
  open(isSecure: boolean): string
  /** The same to end one. */
  close(): string
  /** @param cookies the header `Cookie` */
  isOpen(cookies: string | undefined): boolean
}

export function createSessions(token: string | undefined, clock: Clock): Sessions {
  const sign = (until: string) =>
    createHmac('sha256', token ?? '')
      .update(`session ${until}`)
      .digest('base64url')
  const attributes = 'HttpOnly; SameSite=Strict; Path=/'
  return {
    isNeeded: token !== undefined,
    wrongTokens: createWrongKeys(clock),
    isToken: given => token !== undefined && isSame(given, token),
    open(isSecure) {
      const until = String(clock.now() + LIFETIME)
      return `${NAME}=${until}.${sign(until)}; ${attributes}${isSecure ? '; Secure' : ''}`
    },
    close: () => `${NAME}=; ${attributes}; Max-Age=0`,
    isOpen(cookies = '') {
      if (token === undefined) return false
      return cookies.split(';').some(cookie => {
        const [, until = '', signature = ''] = /^\s*control=(\d{1,15})\.([\w-]+)\s*$/.exec(cookie) ?? []
        return isSame(signature, sign(until)) && Number(until) > clock.now()
      })
    },
  }
}

/** In a time that tells neither how much is right nor how long it is. */
export const isSame = (given: string, expected: string): boolean =>
  timingSafeEqual(hash('sha256', given, 'buffer'), hash('sha256', expected, 'buffer'))
