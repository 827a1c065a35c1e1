import { setTimeout as sleep } from 'node:timers/promises'

/** Where an ear listens. */
export interface Address {
  host: string
  /** 0 takes a free one. */
  port: number
}

/** What came to one place, in its order, and the wait for it. */
export class Inbox<Thing> {
  readonly all: Thing[] = []
  readonly #arrivals = new EventTarget()

  add(thing: Thing): void {
    this.all.push(thing)
    this.#arrivals.dispatchEvent(new Event('arrival'))
  }

  /**
   * Resolves with those that are meant as soon as there are so many.
   *
   * @param milliseconds how long to wait at most
   * @returns fewer when they have not come in time
   */
  async waitFor(isMeant: (thing: Thing) => boolean, count: number, milliseconds: number): Promise<Thing[]> {
    const signal = AbortSignal.timeout(milliseconds)
    for (;;) {
      const found = this.all.filter(isMeant)
      if (found.length >= count || signal.aborted) return found
      await new Promise<void>(resolve => {
        this.#arrivals.addEventListener('arrival', () => resolve(), { once: true, signal })
        signal.addEventListener('abort', () => resolve(), { once: true })
      })
    }
  }

  /** What has come of those that are meant when so much time is over. */
  async after(milliseconds: number, isMeant: (thing: Thing) => boolean): Promise<Thing[]> {
    await sleep(milliseconds)
    return this.all.filter(isMeant)
  }
}
