import type { OperationId } from '../../generated/control/operations.ts'
import type { ControlHandlers } from './handler.ts'
import { clockHandlers } from './operations/clock.ts'
import { conversationHandlers } from './operations/conversations.ts'
import { faultHandlers } from './operations/faults.ts'
import { happenedHandlers } from './operations/happened.ts'
import { keyHandlers } from './operations/keys.ts'
import { mailboxHandlers } from './operations/mailbox.ts'
import { messageHandlers } from './operations/messages.ts'
import { otherSideHandlers } from './operations/other-side.ts'
import { receiverHandlers } from './operations/receivers.ts'
import { requestHandlers } from './operations/requests.ts'
import { sessionHandlers } from './operations/session.ts'
import { stateHandlers } from './operations/state.ts'
import { webhookHandlers } from './operations/webhooks.ts'
import { workspaceHandlers } from './operations/workspace.ts'

/** One for every operation whose answer has an end: a missing one does not compile. */
export const handlers: ControlHandlers<Exclude<OperationId, 'getChanges'>> = {
  ...clockHandlers,
  ...mailboxHandlers,
  ...receiverHandlers,
  ...faultHandlers,
  ...conversationHandlers,
  ...messageHandlers,
  ...otherSideHandlers,
  ...happenedHandlers,
  ...requestHandlers,
  ...webhookHandlers,
  ...stateHandlers,
  ...keyHandlers,
  ...workspaceHandlers,
  ...sessionHandlers,
}
