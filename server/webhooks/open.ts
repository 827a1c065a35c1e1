import { systemClock } from '../clock.ts'
import type { Context } from '../context.ts'
import { type Lane, startLane } from './lane.ts'
import { createResolve } from './resolve.ts'
import { createSender } from './send.ts'

/** Begins to deliver, to what DNS says. However a tenant's time passes, receivers have their seconds to answer. */
export const openLane = (context: Context): Lane =>
  startLane(
    context,
    createSender({ clock: systemClock, resolve: createResolve(), loopback: context.control }),
  )
