import type { IncomingHttpHeaders } from 'node:http'
import type { Contract } from '../contracts.ts'

/** How the contract says that a key is sent. */
export interface KeyScheme {
  read(headers: IncomingHttpHeaders): string | undefined
  /** A sentence for a caller without a usable key. */
  advice: string
  /** RFC 9110 section 11.6.1. */
  challenge: Record<string, string>
}

/** Reads the contract's one security scheme. */
export function keyScheme({ info, components }: Contract): KeyScheme {
  const [scheme] = Object.values(components.securitySchemes)
  if (scheme?.type === 'http') {
    return {
      read: ({ authorization = '' }) => /^Bearer +(\S+)$/i.exec(authorization)?.[1],
      advice: `Send an active API key: Authorization: Bearer ${scheme.bearerFormat}.`,
      challenge: { 'WWW-Authenticate': 'Bearer' },
    }
  }
  if (scheme?.type === 'apiKey') {
    const name = scheme.name.toLowerCase()
    return {
      // Node joins a header that is sent twice: then it is a key that nobody has.
      read: headers => headers[name]?.toString(),
      advice: `Send a valid API key in the header ${scheme.name}.`,
      challenge: {},
    }
  }
  throw new Error(`${info.title}: no security scheme that this server knows`)
}
