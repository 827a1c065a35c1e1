import { once } from 'node:events'
import type { Server } from 'node:http'
import type { AddressInfo, Server as NetServer } from 'node:net'
import { StartError } from '../errors/start-error.ts'

/** How long what runs may go on once the process is told to stop, in milliseconds. */
export const DRAIN = 8_000

/** How long callers may take, in milliseconds (nodejs.org/api/http.html, "http.createServer"). */
export const timeouts = {
  /** For the head of a request; a connection on which nothing comes is closed as well. */
  headersTimeout: 30_000,
  /** For all of it. */
  requestTimeout: 300_000,
  /** Between two: longer than what stands in front waits, a minute as a rule, since it must not send on one that is closing. */
  keepAliveTimeout: 65_000,
  /** How often that is looked after. */
  connectionsCheckingInterval: 5_000,
}

/**
 * Opens the port.
 *
 * @param port 0 picks a free one
 * @param variable the environment variable to name when it cannot be opened
 * @returns the address to call, by HTTP unless `scheme` says otherwise
 * @throws StartError
 */
export async function listen(
  server: NetServer,
  host: string,
  port: number,
  variable: string,
  scheme: 'http' | 'smtp' = 'http',
): Promise<string> {
  server.listen(port, host)
  try {
    await once(server, 'listening')
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? error.code : error
    const reason = code === 'EADDRINUSE' ? 'the port is taken' : `cannot listen there (${code})`
    throw new StartError(`${variable}: ${host}:${port}: ${reason}`)
  }
  const { port: opened } = server.address() as AddressInfo // a TCP server that listens has one
  return `${scheme}://${host.includes(':') ? `[${host}]` : host}:${opened}`
}

/** Stops accepting and waits for what runs; connections that are still open after a while are cut. */
export async function drain(server: Server): Promise<void> {
  const closed = once(server, 'close')
  server.close()
  // A kept-alive connection becomes idle only when its answer has left.
  const idle = setInterval(() => server.closeIdleConnections(), 50)
  const cut = setTimeout(() => server.closeAllConnections(), DRAIN)
  await closed
  clearInterval(idle)
  clearTimeout(cut)
}
