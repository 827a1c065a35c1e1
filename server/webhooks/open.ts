import type { Context } from '../context.ts'
import { type Lane, startLane } from './lane.ts'
import { createResolve } from './resolve.ts'
import { createSender } from './send.ts'

/** Begins to deliver, to what DNS says. */
export const openLane = (context: Context): Lane =>
  startLane(
    context,
    createSender({ clock: context.realClock, resolve: createResolve(), loopback: context.control }),
  )
