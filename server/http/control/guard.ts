import { operations } from '../../../generated/control/operations.ts'
import { systemClock } from '../../clock.ts'
import { isSame, type Sessions } from '../../control/session.ts'
import { Refusal } from '../../errors/refusal.ts'
import { isLoopback } from '../../loopback.ts'
import { createWrongKeys } from '../../rate-limits/wrong-keys.ts'
import { callerOf } from '../caller.ts'
import type { Middleware } from '../middleware.ts'

export interface Allowed {
  /** Needed where the server listens on more than loopback; undefined where it does not. */
  token: string | undefined
  /** The names that the server has beside those of loopback. */
  hosts: () => readonly string[]
  /** What a browser has in place of the token. */
  sessions?: Sessions
}

/**
 * Lets nobody by whom a page could have sent: a browser on this machine reaches what listens here, and a page could give
 * its own name this machine's address.
 *
 * @param links whether somebody may come by a link that stands elsewhere
 */
export const requireOwnPage =
  ({ hosts }: Pick<Allowed, 'hosts'>, { links = false } = {}): Middleware =>
  ({ headers, method }, _response, next) => {
    const { host = '', origin } = headers
    const name = hostnameOf(`http://${host}`)
    if (!isLoopback(name) && !hosts().includes(name))
      throw new Refusal('forbidden', 'This Host is not the server.')
    const isForeign = origin !== undefined && origin !== `http://${host}` && origin !== `https://${host}`
    const isLink = links && method === 'GET' && headers['sec-fetch-dest'] === 'document'
    const isSent = headers['sec-fetch-site'] === 'cross-site' && !isLink
    if (isForeign || isSent) throw new Refusal('forbidden', 'A page of another origin may not do this.')
    next()
  }

/** Lets only those by who may control the server. */
export const guardControl = ({ token, sessions }: Pick<Allowed, 'token' | 'sessions'>): Middleware => {
  const { wrongTokens } = sessions ?? { wrongTokens: createWrongKeys(systemClock) }
  return (request, _response, next) => {
    const { headers, method, path } = request
    const { origin, authorization = '', cookie } = headers
    if (token === undefined || isSame(authorization, `Bearer ${token}`)) return next()
    // Who signs in has nothing yet.
    if (path === operations.createSession.path) return next()
    if (!sessions?.isOpen(cookie)) {
      if (authorization !== '') wrongTokens.count(callerOf(request), authorization.replace(/^Bearer /, ''))
      throw new Refusal('unauthorized', 'Send the ADMIN_TOKEN of the server: Authorization: Bearer ….', {
        headers: { 'WWW-Authenticate': 'Bearer' },
      })
    }
    // A browser sends the cookie by itself, and says with what it changes where that comes from.
    if (origin === undefined && method !== 'GET' && method !== 'HEAD')
      throw new Refusal('forbidden', 'With a session, what changes something needs an Origin.')
    next()
  }
}

/** Empty where it is none. */
const hostnameOf = (url: string): string => URL.parse(url)?.hostname.replace(/^\[(.*)\]$/, '$1') ?? ''
