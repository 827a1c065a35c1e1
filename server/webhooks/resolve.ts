import { Resolver } from 'node:dns/promises'
import type { LookupFunction } from 'node:net'
import { isLoopbackName, kindOfAddress } from './url.ts'

/** The addresses of a host name. */
export type Resolve = (host: string) => Promise<string[]>

/** Thrown instead of connecting. */
export class NotPublic extends Error {}

/** How long one name server is waited for, in milliseconds, and how often it is asked. */
const PATIENCE = { timeout: 3_000, tries: 2 }

/**
 * Asks DNS itself. The operating system's lookup (`dns.lookup`) has four places for the whole process: four names
 * whose servers are silent would hold up every other connection.
 */
export function createResolve(): Resolve {
  const resolver = new Resolver(PATIENCE)
  return async host => {
    if (isLoopbackName(host)) return ['127.0.0.1', '::1']
    const found = await Promise.allSettled([resolver.resolve4(host), resolver.resolve6(host)])
    const addresses = found.flatMap(result => (result.status === 'fulfilled' ? result.value : []))
    if (addresses.length > 0) return addresses
    throw found[0].status === 'rejected' ? found[0].reason : new Error(`${host} has no address`)
  }
}

/** Whether a connection to an address is allowed. */
export const isAllowedAddress = (address: string, loopback: boolean): boolean => {
  const kind = kindOfAddress(address)
  return kind === 'public' || (loopback && kind === 'loopback')
}

/**
 * A lookup for `net.connect`, which connects to what it is given here and to nothing else: a name that is public when
 * the subscription is made and private later (DNS rebinding) leads nowhere.
 */
export function guardedLookup(resolve: Resolve, loopback: boolean): LookupFunction {
  return (host, options, callback) => {
    resolve(host).then(
      addresses => {
        const allowed = addresses
          .filter(address => isAllowedAddress(address, loopback))
          .map(address => ({ address, family: address.includes(':') ? 6 : 4 }))
        const [first] = allowed
        if (!first) callback(new NotPublic(`${host} has no public address`), '')
        else if (options.all) callback(null, allowed)
        else callback(null, first.address, first.family)
      },
      error => callback(error, ''),
    )
  }
}
