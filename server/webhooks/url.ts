import ipaddr from 'ipaddr.js'

type AddressKind = 'public' | 'loopback' | 'other'

/**
 * What an IP address is good for. Public is what the registries of special addresses (RFC 6890 and its successors)
 * leave over, and of IPv6 only what is given out at all (2000::/3, RFC 4291). An address that carries an IPv4 address
 * in it (mapped, 6to4, Teredo, NAT64) is not public, whatever it carries.
 *
 * @param address IPv4 or IPv6, without brackets
 */
export function kindOfAddress(address: string): AddressKind {
  if (!ipaddr.isValid(address)) return 'other'
  const parsed = ipaddr.parse(address)
  const range = parsed.range()
  if (range === 'loopback') return 'loopback'
  const isGivenOut = parsed.kind() === 'ipv4' || ((parsed.toByteArray()[0] ?? 0) & 0xe0) === 0x20
  return range === 'unicast' && isGivenOut ? 'public' : 'other'
}

/** Names that lead to this machine and nowhere else (RFC 6761 section 6.3). */
export const isLoopbackName = (host: string): boolean => /^(.+\.)?localhost\.?$/i.test(host)

/** The host of a URL as Node.js connects to it: an IPv6 address without its brackets. */
export const hostOf = ({ hostname }: URL): string => hostname.replace(/^\[(.*)\]$/, '$1')

/** What a URL that is refused is told; the reason follows. */
export const webhookUrlRule = 'must be an https URL of a public host'

type Checked = { ok: true; url: URL; isLoopback: boolean } | { ok: false; reason: string }

const wrong = (reason: string): Checked => ({ ok: false, reason })

/**
 * Whether events may be sent to a URL, as far as it can be told without looking its host up.
 * Loopback is right here, with `http` too: whether this server allows it is for the caller to say.
 */
export function checkWebhookUrl(text: string): Checked {
  // The parser would drop these silently (WHATWG URL section 4.4).
  if (/[\s\p{Cc}]/u.test(text)) return wrong('it has a space or a line break')
  const url = URL.parse(text)
  if (!url) return wrong('it is no URL')
  if (url.protocol !== 'https:' && url.protocol !== 'http:') return wrong(`it begins with ${url.protocol}`)
  if (url.username !== '' || url.password !== '') return wrong('it has a user or a password')
  if (text.includes('#')) return wrong('it has a fragment')
  const host = hostOf(url)
  const kind = kindOfHost(host)
  if (kind === 'other') return wrong(`${host} is not public`)
  if (url.protocol === 'http:' && kind !== 'loopback') return wrong('it is not encrypted')
  return { ok: true, url, isLoopback: kind === 'loopback' }
}

function kindOfHost(host: string): AddressKind {
  if (ipaddr.isValid(host)) return kindOfAddress(host)
  return isLoopbackName(host) ? 'loopback' : 'public'
}
