import type { Request } from 'express'
import ipaddr from 'ipaddr.js'
import { isLoopback } from '../loopback.ts'

/**
 * Where a request comes from, as far as it can be believed: the peer of its connection, and behind proxies that are
 * trusted, who they say it was (expressjs.com, "Express behind proxies").
 *
 * @returns an IPv4 address, or the /64 of an IPv6 one, which one subscriber has whole (RFC 6177); `''` for this machine
 */
export const callerOf = ({ ip }: Request): string => networkOf(ip)

/** Most requests come from an address that has asked before, and to read one takes longer than to find it. */
const known = new Map<string, string>()
const MOST_KNOWN = 1_000

/** The same of an address. */
export function networkOf(address: string | undefined): string {
  // A Unix socket has none.
  if (address === undefined) return ''
  const found = known.get(address)
  if (found !== undefined) return found
  const network = readAddress(address)
  if (known.size >= MOST_KNOWN) known.clear()
  // What a trusted proxy says may be as long as a header.
  if (address.length < 50) known.set(address, network)
  return network
}

function readAddress(address: string): string {
  // The zone of a link (RFC 4007 section 11) is that of who wrote it.
  const [plain = ''] = address.split('%')
  // What a trusted proxy says may be anything; this machine it names by its address alone.
  if (!ipaddr.isValid(plain)) return `"${address}"`
  const parsed = ipaddr.process(plain)
  if (isLoopback(parsed.toString())) return ''
  if (parsed.kind() === 'ipv4') return parsed.toString()
  return ipaddr.IPv6.networkAddressFromCIDR(`${parsed}/64`).toString()
}
