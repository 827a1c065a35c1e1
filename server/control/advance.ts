import { setImmediate } from 'node:timers/promises'
import type { Context } from '../context.ts'
import { nextDueAt } from '../webhooks/next-due.ts'
import type { VirtualClock } from './virtual-clock.ts'
import type { World } from './world.ts'

/** Work that brings about more work at the same moment, for ever, is left alone at last. */
const MOST_TURNS = 10_000

/**
 * Lets time pass: goes from one moment at which something is due to the next, and does it there.
 *
 * @param milliseconds how much
 */
export async function advance(world: World, clock: VirtualClock, milliseconds: number): Promise<void> {
  const end = clock.now() + milliseconds
  await settle(world, clock)
  for (;;) {
    const due = await nextDue(world.context, clock.now())
    if (due === undefined || due > end) break
    clock.leapTo(due)
    await settle(world, clock)
  }
  clock.leapTo(end)
  await settle(world, clock)
}

/** Does all that is due now, and what comes of it. */
export async function settle(world: World, clock: VirtualClock): Promise<void> {
  for (let turn = 0; turn < MOST_TURNS; turn++) {
    const woken = clock.leapTo(clock.now())
    // Who was woken begins.
    await setImmediate()
    await world.quiet()
    if (woken === 0) return
  }
}

/** When something is due next, after a moment; undefined for never. */
export async function nextDue({ store, jobs }: Context, now: number): Promise<number | undefined> {
  const moments = await Promise.all([jobs.nextDue(now), store.read(db => nextDueAt(db, now))])
  const known = moments.filter(at => at !== undefined)
  return known.length > 0 ? Math.min(...known) : undefined
}
