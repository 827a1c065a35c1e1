import type { Server, Socket } from 'node:net'
import { Refusal } from '../errors/refusal.ts'
import { callerOf, networkOf } from './caller.ts'
import type { Middleware } from './middleware.ts'

/** What is open of each address. This machine counts for nobody: what runs on it is trusted, a proxy too. */
function createCount(most: number) {
  const open = new Map<string, number>()
  return {
    /** @returns whether there is a place */
    enter(address: string): boolean {
      const others = open.get(address) ?? 0
      if (address !== '' && others >= most) return false
      open.set(address, others + 1)
      return true
    },
    leave(address: string): void {
      const others = (open.get(address) ?? 1) - 1
      if (others > 0) open.set(address, others)
      else open.delete(address)
    },
  }
}

/** Refuses with `unavailable` what one address asks while so many of its requests are under way. */
export function limitUnderWay(most: number): Middleware {
  const count = createCount(most)
  return (request, response, next) => {
    const address = callerOf(request)
    if (!count.enter(address)) {
      throw new Refusal('unavailable', 'Too many requests of your address are under way.', {
        headers: { 'Retry-After': '1' },
      })
    }
    response.once('close', () => count.leave(address))
    next()
  }
}

/**
 * Closes connections at once that are more than there may be, in all or of one address.
 *
 * @param limits `perAddress` is undefined where proxies connect for others
 */
export function limitConnections(
  server: Server,
  { all, perAddress = Number.POSITIVE_INFINITY }: { all: number; perAddress?: number | undefined },
): void {
  const count = createCount(perAddress)
  server.maxConnections = all
  server.on('connection', (socket: Socket) => {
    const address = networkOf(socket.remoteAddress)
    if (count.enter(address)) socket.once('close', () => count.leave(address))
    else socket.destroy()
  })
}
