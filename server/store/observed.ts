import type { Store } from './store.ts'

/** The store, whose commits somebody is told of. */
export const observed = (store: Store, wrote: () => void): Store => ({
  ...store,
  async write(work) {
    const result = await store.write(work)
    wrote()
    return result
  },
  async append(work) {
    const result = await store.append(work)
    wrote()
    return result
  },
})
