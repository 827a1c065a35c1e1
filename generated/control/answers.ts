// Generated from openapi/control/openapi.yaml: do not edit, run `npm run generate`.

const clock = { now: 's', frozen: 'b' } as const

const mail = { id: 's', outcome: 's' } as const

const mailList = { data: [mail] } as const

const receiver = { name: 's', url: 's', answers: 'a' } as const

const receiverList = { data: [receiver] } as const

const receivedRequest = { id: 's' } as const

const receivedRequestList = { data: [receivedRequest] } as const

const fault = { id: 's', what: 's' } as const

const faultList = { data: [fault] } as const

const conversation = { id: 's', api: 's', status: 's' } as const

const conversationList = { data: [conversation], counts: 'o' } as const

const conversationDetail = { id: 's', api: 's', status: 's', contactDetail: 'o', recipients: 'a', customFields: [{ key: 's', name: 's', value: '' }], metadata: 'o', serviceLevels: [{ metric: 's', deadline: 's', state: 's' }], statuses: 'a' } as const

const timelineList = { data: 'a' } as const

const conversationChanged = { conversationId: 's', status: 's' } as const

const messageMade = { conversationId: 's' } as const

const inlinePart = { contentId: 's', type: 's', content: 's' } as const

const inlinePartList = { data: [inlinePart] } as const

const deliveryReported = { messageId: 's', status: 's' } as const

const event = { id: 's' } as const

const eventList = { data: [event] } as const

const job = { task: 's', payload: 'o', dueAt: 's', attempts: 'n' } as const

const jobList = { data: [job] } as const

const loggedRequest = { id: 's' } as const

const loggedRequestList = { data: [loggedRequest] } as const

const subscription = { id: 's' } as const

const subscriptionList = { data: [subscription] } as const

const delivery = { id: 's', subscriptionId: 's', status: 's' } as const

const deliveryList = { data: [delivery] } as const

const deliveryDetail = { id: 's', subscriptionId: 's', status: 's', body: 's', tries: [{ at: 's', milliseconds: 'n' }] } as const

const snapshot = { id: 's' } as const

const tenant = { name: 's', isCopy: 'b', openedAt: 's' } as const

const tenantList = { data: [tenant] } as const

const agentShown = { id: 'n' } as const

const named = { id: 's' } as const

const tagShown = { slug: 's', name: 's' } as const

const workspace = { tenant: 's', channels: [{ id: 'n' }], agents: [agentShown], teams: [named], tags: [tagShown], customFields: [{ key: 's', name: 's', type: 's' }], events: 'a', scopes: 'a', operations: [{ id: 's' }] } as const

const key = { id: 's' } as const

const keyList = { data: [key] } as const

/** By status the operations that answer it when all went well, each with what it answers; 0 for what is no JSON. */
export const successes = {
  200: {
    'GET /_control/clock': clock,
    'PUT /_control/clock': clock,
    'POST /_control/clock/advance': clock,
    'GET /_control/mailbox': mailList,
    'GET /_control/mailbox/{id}': mail,
    'GET /_control/mailbox/{id}/source': 0,
    'GET /_control/mailbox/{id}/attachments/{index}': 0,
    'GET /_control/receivers': receiverList,
    'GET /_control/receivers/{name}': receiver,
    'PUT /_control/receivers/{name}': receiver,
    'GET /_control/receivers/{name}/requests': receivedRequestList,
    'GET /_control/faults': faultList,
    'GET /_control/conversations': conversationList,
    'GET /_control/conversations/{id}': conversationDetail,
    'GET /_control/conversations/{id}/timeline': timelineList,
    'PUT /_control/conversations/{id}/tags': conversationChanged,
    'POST /_control/conversations/{id}/status': conversationChanged,
    'POST /_control/conversations/{id}/assignee': conversationChanged,
    'GET /_control/messages/{id}/source': 0,
    'GET /_control/messages/{id}/inline': inlinePartList,
    'GET /_control/attachments/{id}': 0,
    'GET /_control/events': eventList,
    'GET /_control/jobs': jobList,
    'GET /_control/changes': 0,
    'GET /_control/requests': loggedRequestList,
    'GET /_control/subscriptions': subscriptionList,
    'GET /_control/deliveries': deliveryList,
    'GET /_control/subscriptions/{id}/deliveries/{deliveryId}': deliveryDetail,
    'POST /_control/snapshots/{id}/restore': snapshot,
    'GET /_control/tenants': tenantList,
    'GET /_control/workspace': workspace,
    'GET /_control/keys': keyList,
  },
  201: {
    'POST /_control/faults': fault,
    'POST /_control/conversations/{id}/customer-message': messageMade,
    'POST /_control/conversations/{id}/agent-reply': messageMade,
    'POST /_control/messages/{id}/delivery': deliveryReported,
    'POST /_control/subscriptions': subscription,
    'POST /_control/snapshots': snapshot,
    'POST /_control/keys': key,
  },
  202: {
    'POST /_control/subscriptions/{id}/deliveries/{deliveryId}/redeliver': deliveryDetail,
  },
  204: {
    'DELETE /_control/clock': 0,
    'DELETE /_control/mailbox': 0,
    'DELETE /_control/receivers/{name}': 0,
    'DELETE /_control/faults': 0,
    'DELETE /_control/messages/{id}': 0,
    'DELETE /_control/requests': 0,
    'DELETE /_control/subscriptions/{id}': 0,
    'POST /_control/reset': 0,
    'POST /_control/session': 0,
    'DELETE /_control/session': 0,
    'DELETE /_control/keys/{id}': 0,
  },
} as const

/** The answers of all operations to what did not, by status; 0 for every other one. */
export const problems = { 0: 0 } as const
