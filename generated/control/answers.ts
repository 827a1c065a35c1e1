// Generated from openapi/control/openapi.yaml: do not edit, run `npm run generate`.

const clock = { now: 's', frozen: 'b' } as const

const mail = { id: 's', outcome: 's' } as const

const mailList = { data: [mail] } as const

const receiver = { name: 's', url: 's', answers: 'a' } as const

const receivedRequest = { id: 's' } as const

const receivedRequestList = { data: [receivedRequest] } as const

const fault = { id: 's', what: 's' } as const

const faultList = { data: [fault] } as const

const messageMade = { conversationId: 's' } as const

const conversationChanged = { conversationId: 's', status: 's' } as const

const deliveryReported = { messageId: 's', status: 's' } as const

const event = { id: 's' } as const

const eventList = { data: [event] } as const

const job = { task: 's', payload: 'o', dueAt: 's', attempts: 'n' } as const

const jobList = { data: [job] } as const

const delivery = { id: 's', status: 's' } as const

const deliveryList = { data: [delivery] } as const

const snapshot = { id: 's' } as const

const tenant = { name: 's', isCopy: 'b', openedAt: 's' } as const

const tenantList = { data: [tenant] } as const

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
    'GET /_control/receivers/{name}': receiver,
    'PUT /_control/receivers/{name}': receiver,
    'GET /_control/receivers/{name}/requests': receivedRequestList,
    'GET /_control/faults': faultList,
    'POST /_control/conversations/{id}/status': conversationChanged,
    'POST /_control/conversations/{id}/assignee': conversationChanged,
    'GET /_control/events': eventList,
    'GET /_control/jobs': jobList,
    'GET /_control/deliveries': deliveryList,
    'POST /_control/snapshots/{id}/restore': snapshot,
    'GET /_control/tenants': tenantList,
    'GET /_control/keys': keyList,
  },
  201: {
    'POST /_control/faults': fault,
    'POST /_control/conversations/{id}/customer-message': messageMade,
    'POST /_control/conversations/{id}/agent-reply': messageMade,
    'POST /_control/messages/{id}/delivery': deliveryReported,
    'POST /_control/snapshots': snapshot,
    'POST /_control/keys': key,
  },
  204: {
    'DELETE /_control/clock': 0,
    'DELETE /_control/mailbox': 0,
    'DELETE /_control/receivers/{name}': 0,
    'DELETE /_control/faults': 0,
    'POST /_control/reset': 0,
    'DELETE /_control/keys/{id}': 0,
  },
} as const

/** The answers of all operations to what did not, by status; 0 for every other one. */
export const problems = { 0: 0 } as const
