import { randomInt } from 'node:crypto'
import { createServer } from 'node:net'

/**
 * One that nobody listens on now. None of those that systems give to whoever asks for any, as every connection does: it
 * could be somebody's again before it is used.
 */
export async function freePort(): Promise<number> {
  for (;;) {
    const port = randomInt(20_000, 32_000)
    const probe = createServer()
    const isFree = await new Promise<boolean>(resolve => {
      probe.once('error', () => resolve(false)).listen(port, '127.0.0.1', () => resolve(true))
    })
    if (!isFree) continue
    await new Promise(resolve => probe.close(resolve))
    return port
  }
}
