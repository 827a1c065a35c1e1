import type { Context } from '../context.ts'
import { type Lane, startLane } from './lane.ts'
import { createResolve } from './resolve.ts'
import { createSender } from './send.ts'

/** Begins to deliver, to what DNS says. @param isAlone whether no other process can reach the database */
export const openLane = (context: Context, isAlone = false): Lane =>
  startLane(
    context,
    createSender({ clock: context.realClock, resolve: createResolve(), loopback: context.control }),
    isAlone,
  )
