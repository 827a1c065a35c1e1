import { stopwatch } from '../clock.ts'
import type { Store } from './store.ts'

/** The store, whose commits somebody is told of. */
export const observed = (store: Store, wrote: () => void): Store => ({
  ...store,
  async write(work) {
    const result = await store.write(work)
    wrote()
    return result
  },
})

/** The store, of whose commits somebody is told how many seconds they took, a connection waited for included. */
export const timed = (store: Store, told: (seconds: number) => void): Store => ({
  ...store,
  async write(work) {
    const elapsed = stopwatch()
    const result = await store.write(work)
    told(elapsed())
    return result
  },
})
