import type { IncomingMessage } from 'node:http'
import { getHeapStatistics } from 'node:v8'
import type { Middleware } from './middleware.ts'

/** One body of the largest that a contract allows has to fit in, whatever the heap. */
const LEAST = 40 * 1024 * 1024

/** How many bytes of bodies may be under way at once, in all: each costs several times its size until it is stored. */
const most = Math.max(LEAST, getHeapStatistics().heap_size_limit / 8)

/** What each request of this process holds at this moment, in bytes; the oldest first. */
const holders = new Map<IncomingMessage, number>()
let held = 0

/** A body that does not fit beside those that are under way; its `type` tells it apart, as those of body-parser do. */
const over = () => Object.assign(new Error('too many bytes are under way'), { type: 'budget.exceeded' })

function release(request: IncomingMessage): void {
  held -= holders.get(request) ?? 0
  holders.delete(request)
}

/**
 * Gives a request room for so many bytes more. Where there is none, those that came last are refused until there is,
 * and never the oldest: one always comes to its end.
 *
 * @returns whether the request itself still has its room
 */
function hold(request: IncomingMessage, bytes: number): boolean {
  holders.set(request, (holders.get(request) ?? 0) + bytes)
  held += bytes
  for (const one of [...holders.keys()].slice(1).reverse()) {
    if (held <= most) break
    release(one)
    // What reads the body listens for its errors for as long as it reads.
    if (one !== request && one.listenerCount('error') > 0) one.emit('error', over())
  }
  return holders.has(request)
}

/**
 * Counts the bytes of bodies as they come, not as they are announced, until their requests are answered. One that does
 * not fit ends the reading of its body: express.json hands on the error, whose `type` is `budget.exceeded`.
 */
export const countBytes: Middleware = (request, response, next) => {
  holders.set(request, 0)
  response.once('close', () => release(request))
  // Inflated, it counts when it is whole.
  if ((request.headers['content-encoding'] ?? 'identity') === 'identity') {
    request.on('data', (chunk: Buffer) => {
      const isRefused = !holders.has(request)
      if (!isRefused && !hold(request, chunk.length) && request.listenerCount('error') > 0) {
        request.emit('error', over())
      }
    })
  }
  next()
}

/** Counts a body that was inflated. @throws Error of the type `budget.exceeded` when it does not fit */
export function countInflated(request: IncomingMessage, bytes: number): void {
  const more = bytes - (holders.get(request) ?? 0)
  if (!holders.has(request) || (more > 0 && !hold(request, more))) throw over()
}
