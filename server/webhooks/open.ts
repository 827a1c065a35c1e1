import type { Context } from '../context.ts'
import { type Lane, startLane } from './lane.ts'
import { createResolve } from './resolve.ts'
import { createSender, type Sender } from './send.ts'

/**
 * Begins to deliver, to what DNS says.
 *
 * @param isAlone whether no other process can reach the database
 * @param observed the sender, with whoever wants to know what it does
 */
export const openLane = (
  context: Context,
  isAlone = false,
  observed: (sender: Sender) => Sender = sender => sender,
): Lane =>
  startLane(
    context,
    observed(createSender({ clock: context.realClock, resolve: createResolve(), loopback: context.control })),
    isAlone,
  )
