/** Tells on stderr what goes on. */
export interface Progress {
  (text: string): void
  /** Leaves the terminal as a table wants it. */
  end(): void
}

/** How often a line is written where lines cannot be overwritten, in milliseconds. */
const PAUSE = 5_000

/** On a terminal one line that changes; elsewhere a line now and then. */
export function createProgress(): Progress {
  let last = 0
  const tell = process.stderr.isTTY
    ? (text: string) => process.stderr.write(`\r\x1b[K${text}`.slice(0, process.stderr.columns + 4))
    : (text: string) => {
        const now = performance.now()
        if (last !== 0 && now - last < PAUSE) return
        last = now
        process.stderr.write(`${text}\n`)
      }
  return Object.assign((text: string) => void tell(text), {
    end: () => void (process.stderr.isTTY && process.stderr.write('\r\x1b[K')),
  })
}
