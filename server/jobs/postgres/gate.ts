import type { Clock } from '../../clock.ts'

/** How often one reads while nothing is due, in milliseconds, when others say that they have added jobs. */
const BETWEEN = 100

/** Where workers wait before they read the table of jobs. */
export interface Gate {
  /** Resolves when the table is to be read. */
  pass(): Promise<void>
  /** To be called when a read has found nothing. */
  close(): void
  /** To be called when a read has found a job, or nobody is to wait any more. */
  open(): void
  /** Lets one pass, now or when it comes: something is due. */
  letOne(): void
}

/**
 * graphile-worker reads its table once for each job that any server adds, most of which are not due yet. While
 * nothing is due, those reads are put together.
 */
export function createGate(clock: Clock): Gate {
  let isOpen = true
  /** Something was due when nobody waited. */
  let isOwed = false
  let waiting: (() => void)[] = []
  let cancel: (() => void) | undefined

  function wait(): void {
    cancel ??= clock.after(BETWEEN, () => {
      cancel = undefined
      waiting.shift()?.()
      if (waiting.length > 0) wait()
    })
  }

  return {
    async pass() {
      if (isOpen || isOwed) {
        isOwed = false
        return
      }
      await new Promise<void>(resolve => {
        waiting.push(resolve)
        wait()
      })
    },
    close() {
      isOpen = false
    },
    open() {
      isOpen = true
      cancel?.()
      cancel = undefined
      const all = waiting
      waiting = []
      for (const pass of all) pass()
    },
    letOne() {
      const pass = waiting.shift()
      if (pass) pass()
      else isOwed = true
    },
  }
}
