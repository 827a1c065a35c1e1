// Not the global one: a test suite may have put its own timers there.
import { setImmediate } from 'node:timers'

let ending: Promise<void> | undefined

/**
 * The end of this turn of the event loop, the same one for all who wait for it. What they write then leaves together: a
 * caller on this machine is woken by the first answer, and is awake for the others.
 */
export function endOfTurn(): Promise<void> {
  ending ??= new Promise(resolve => {
    setImmediate(() => {
      ending = undefined
      resolve()
    })
  })
  return ending
}

let last = Promise.resolve()

/** A turn of the event loop that nobody else waits for: those who ask get one after the other. */
export function ownTurn(): Promise<void> {
  last = last.then(() => new Promise(resolve => void setImmediate(resolve)))
  return last
}
