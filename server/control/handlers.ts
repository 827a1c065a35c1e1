import type { OperationId } from '../../generated/control/operations.ts'
import type { ControlHandlers } from './handler.ts'
import { clockHandlers } from './operations/clock.ts'
import { faultHandlers } from './operations/faults.ts'
import { happenedHandlers } from './operations/happened.ts'
import { keyHandlers } from './operations/keys.ts'
import { mailboxHandlers } from './operations/mailbox.ts'
import { otherSideHandlers } from './operations/other-side.ts'
import { receiverHandlers } from './operations/receivers.ts'
import { stateHandlers } from './operations/state.ts'

/** One for every operation: a missing one does not compile. */
export const handlers: ControlHandlers<OperationId> = {
  ...clockHandlers,
  ...mailboxHandlers,
  ...receiverHandlers,
  ...faultHandlers,
  ...otherSideHandlers,
  ...happenedHandlers,
  ...stateHandlers,
  ...keyHandlers,
}
