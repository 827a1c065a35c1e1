/** Time as the server sees it. Nothing else asks the machine, so that a test can own it. */
export interface Clock {
  /** Milliseconds since 1970-01-01T00:00:00Z. */
  now(): number
  /** Calls `wake` once, `delay` milliseconds from now, unless the returned function was called before. */
  after(delay: number, wake: () => void): () => void
}

export const systemClock: Clock = {
  now: () => Date.now(),
  after(delay, wake) {
    const timer = setTimeout(wake, delay)
    return () => clearTimeout(timer)
  },
}

/** The wire form of a moment: RFC 3339 in UTC with milliseconds. */
export const toTimestamp = (moment: number): string => new Date(moment).toISOString()
