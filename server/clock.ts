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

/** Begins to measure. @returns how many seconds have passed since, by a clock that nobody sets */
export function stopwatch(): () => number {
  const begun = performance.now()
  return () => (performance.now() - begun) / 1000
}

let last = { moment: Number.NaN, text: '' }

/**
 * The wire form of a moment: RFC 3339 in UTC with milliseconds. The last one is kept, since most of what is shown was
 * made and changed at the same moment, with all that belongs to it.
 */
export function toTimestamp(moment: number): string {
  if (moment !== last.moment) last = { moment, text: new Date(moment).toISOString() }
  return last.text
}
