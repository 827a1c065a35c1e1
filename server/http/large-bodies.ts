import type { IncomingMessage } from 'node:http'
import type { Middleware } from './middleware.ts'
import { ownTurn } from './turn.ts'

/** From so many bytes on, taking a body apart holds up the event loop for as long as others notice. */
const LARGE = 1024 * 1024

const large = new WeakSet<IncomingMessage>()

/**
 * Reads large bodies side by side, but goes on with one of them in each turn of the event loop: else all that end
 * together would be taken apart before anybody else is answered.
 */
export const readInTurns: Middleware = (request, _response, next) => {
  let bytes = 0
  // Compressed, a body is paused by what inflates it.
  if ((request.headers['content-encoding'] ?? 'identity') === 'identity') {
    request.on('data', (chunk: Buffer) => {
      bytes += chunk.length
      if (bytes < LARGE) return
      large.add(request)
      request.pause()
      void ownTurn().then(() => request.resume())
    })
  }
  next()
}

/** What comes next with a large body begins in a turn of its own. */
export const nextTurn: Middleware = async (request, _response, next) => {
  if (large.has(request)) await ownTurn()
  next()
}
