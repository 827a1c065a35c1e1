import type { Context } from '../context.ts'

type Source = Pick<Context, 'store' | 'clock'>

/** How long what is kept of a workspace serves, in milliseconds, where no connection tells of changes for now. */
export const FRESH = 1_000

/** When something was read. */
export interface ReadAt {
  moment: number
  edition: number
}

/** To be taken before the reading: what changes meanwhile makes it old. */
export const readNow = ({ store, clock }: Source): ReadAt => ({
  moment: clock.now(),
  edition: store.edition(),
})

/** In milliseconds; endless when a change was announced since, or the clock was set back. */
export function ageOf(then: ReadAt, now: ReadAt): number {
  const age = now.moment - then.moment
  return then.edition === now.edition && age >= 0 ? age : Number.POSITIVE_INFINITY
}
