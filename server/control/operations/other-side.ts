import { reportDelivery } from '../delivery.ts'
import type { ControlHandlers } from '../handler.ts'
import { changeAssignee, changeStatus, replyAsAgent, writeAsCustomer } from '../other-side.ts'

export const otherSideHandlers: ControlHandlers<
  'createCustomerMessage' | 'createAgentReply' | 'updateStatus' | 'updateAssignee' | 'createDeliveryReport'
> = {
  createCustomerMessage: async ({ world, path, body }) => ({
    status: 201,
    body: await writeAsCustomer(world, path.id, body),
  }),
  createAgentReply: async ({ world, path, body }) => ({
    status: 201,
    body: await replyAsAgent(world, path.id, body),
  }),
  updateStatus: async ({ world, path, body }) => ({
    status: 200,
    body: await changeStatus(world, path.id, body.status, body.until),
  }),
  updateAssignee: async ({ world, path, body }) => ({
    status: 200,
    body: await changeAssignee(world, path.id, body.agentId),
  }),
  createDeliveryReport: async ({ world, path, body }) => ({
    status: 201,
    body: await reportDelivery(world, path.id, body),
  }),
}
