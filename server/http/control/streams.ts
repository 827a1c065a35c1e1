import type { Response } from 'express'
import { systemClock } from '../../clock.ts'
import { Refusal } from '../../errors/refusal.ts'

/** Between two signs of life, in milliseconds. */
const ALIVE = 15_000

/** How many may be open at once. */
export const MOST_STREAMS = 100

/** Answers that have no end of their own (HTML standard, "Server-sent events"). */
export class Streams {
  readonly #open = new Set<Response>()

  /**
   * Begins one.
   *
   * @param ended called when it is over, whoever ends it
   * @returns writes to it
   * @throws Refusal `unavailable` where there are as many as there may be
   */
  begin(response: Response, ended: () => void): (text: string) => void {
    if (this.#open.size >= MOST_STREAMS) {
      throw new Refusal('unavailable', `There are ${MOST_STREAMS} event streams already.`, {
        headers: { 'Retry-After': '5' },
      })
    }
    response.writeHead(200, { 'Content-Type': 'text/event-stream', 'Cache-Control': 'no-store' })
    this.#open.add(response)
    const write = (text: string) => void response.write(text)
    let stopLiving = () => {}
    const live = () => {
      stopLiving = systemClock.after(ALIVE, live)
      write(':\n\n')
    }
    live()
    response.on('close', () => {
      this.#open.delete(response)
      stopLiving()
      ended()
    })
    return write
  }

  /** Ends them all, so that nobody waits for them. */
  end(): void {
    for (const response of this.#open) response.end()
  }
}
