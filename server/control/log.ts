import { setTimeout as sleep } from 'node:timers/promises'

/** Things in the order in which they came, the oldest forgotten at last, and the wait for the next one. */
export class Log<Thing extends { id: string }> {
  readonly #most: number
  readonly #letter: string
  #next = 1
  #all: Thing[] = []
  readonly #arrivals = new EventTarget()

  readonly #weigh: (thing: Thing) => number
  #weight = 0

  /**
   * @param letter what its ids begin with
   * @param most how many are kept, or how much by `weigh`
   */
  constructor(letter: string, most: number, weigh: (thing: Thing) => number = () => 1) {
    this.#letter = letter
    this.#most = most
    this.#weigh = weigh
  }

  add(thing: Omit<Thing, 'id'>): Thing {
    const whole = { id: `${this.#letter}${this.#next++}`, ...thing } as Thing // the one member that was missing
    this.#all.push(whole)
    this.#weight += this.#weigh(whole)
    while (this.#weight > this.#most && this.#all.length > 1) {
      const [oldest] = this.#all.splice(0, 1)
      if (oldest) this.#weight -= this.#weigh(oldest)
    }
    this.#arrivals.dispatchEvent(new Event('arrival'))
    return whole
  }

  get(id: string): Thing | undefined {
    return this.#all.find(one => one.id === id)
  }

  clear(): void {
    this.#all = []
    this.#weight = 0
  }

  /** @param after the id of the last one that is known already */
  list(isMeant: (thing: Thing) => boolean = () => true, after?: string): Thing[] {
    const from = after === undefined ? 0 : Number(after.slice(1))
    return this.#all.filter(one => (Number(one.id.slice(1)) || 0) > from && isMeant(one))
  }

  /** The same, as soon as there is one. */
  async wait(seconds: number, isMeant?: (thing: Thing) => boolean, after?: string): Promise<Thing[]> {
    const end = new AbortController()
    const over = sleep(seconds * 1000, undefined, { signal: end.signal, ref: false }).then(
      () => end.abort(),
      () => {},
    )
    try {
      for (;;) {
        const found = this.list(isMeant, after)
        if (found.length > 0 || seconds === 0 || end.signal.aborted) return found
        await Promise.race([this.#arrival(end.signal), over])
      }
    } finally {
      end.abort()
    }
  }

  /** Calls `tell` with each one to come, until the returned function is called. */
  listen(tell: () => void): () => void {
    this.#arrivals.addEventListener('arrival', tell)
    return () => this.#arrivals.removeEventListener('arrival', tell)
  }

  #arrival(signal: AbortSignal): Promise<void> {
    return new Promise(resolve =>
      this.#arrivals.addEventListener('arrival', () => resolve(), { once: true, signal }),
    )
  }
}
