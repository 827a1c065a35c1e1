import { systemClock } from '../clock.ts'

/** How often somebody who listens has the store looked at, for what other processes write; in milliseconds. */
const LOOK = 800

/** Tells that something of a tenant has changed, whatever it was. */
export class Changes {
  readonly #markOf: () => Promise<string>
  readonly #listeners = new Set<() => void>()
  /** The mark of the store when it was looked at last; undefined before. */
  #mark: string | undefined
  #looking: Promise<void> | undefined
  #cancel = () => {}

  /** @param markOf that of the store, which is another one after each change there */
  constructor(markOf: () => Promise<string>) {
    this.#markOf = markOf
  }

  /** Something has changed that is not in the store. */
  readonly tell = (): void => {
    for (const hear of this.#listeners) hear()
  }

  /** This process has written to the store, which may have changed nothing. */
  wrote(): void {
    if (this.#listeners.size === 0) return
    // Nobody knows how it was before.
    if (this.#mark === undefined) this.tell()
    // Who looks at this moment may have seen it as it was.
    else void (this.#looking ?? Promise.resolve()).then(() => this.#look())
  }

  /** Calls `hear` with each change to come, until the returned function is called. */
  listen(hear: () => void): () => void {
    this.#listeners.add(hear)
    if (this.#listeners.size === 1) {
      this.#mark = undefined
      void this.#look()
    }
    return () => {
      this.#listeners.delete(hear)
      if (this.#listeners.size === 0) this.#cancel()
    }
  }

  #look(): Promise<void> {
    this.#looking ??= this.#compare().finally(() => {
      this.#looking = undefined
      this.#cancel()
      if (this.#listeners.size > 0) this.#cancel = systemClock.after(LOOK, () => void this.#look())
    })
    return this.#looking
  }

  async #compare(): Promise<void> {
    // A database that is away for now has not changed.
    const mark = await this.#markOf().catch(() => this.#mark)
    const before = this.#mark
    this.#mark = mark
    if (before !== undefined && mark !== before) this.tell()
  }
}
