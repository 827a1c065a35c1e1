// Generated from openapi/atender/openapi.yaml: do not edit, run `npm run generate`.

const conversation = { id: 's', status: 's' } as const

const violation = { path: 's', code: 's', message: 's' } as const

const validationError = { error: 's', message: 's', errors: [violation] } as const

const error = { error: 's', message: 's' } as const

const conversationList = { data: [conversation] } as const

const message = { id: 's', conversationId: 's', direction: 's', status: 's' } as const

const messageList = { data: [message] } as const

const contact = { id: 's' } as const

const contactList = { data: [contact] } as const

const tag = { slug: 's', name: 's', type: 's' } as const

const tagList = { data: [tag] } as const

const customField = { key: 's', name: 's', type: 's', options: 'a' } as const

const customFieldList = { data: [customField] } as const

const webhook = { id: 's' } as const

const webhookList = { data: [webhook] } as const

const webhookWithSecret = { id: 's', secret: 's' } as const

const webhookDelivery = { id: 's', event: 's', status: 's' } as const

const webhookDeliveryList = { data: [webhookDelivery] } as const

/** By status the operations that answer it when all went well, each with what it answers; 0 for what is no JSON. */
export const successes = {
  200: {
    'GET /v1/conversations': conversationList,
    'GET /v1/conversations/{id}': conversation,
    'PATCH /v1/conversations/{id}': conversation,
    'GET /v1/conversations/{id}/messages': messageList,
    'GET /v1/attachments/{id}': 0,
    'GET /v1/contacts': contactList,
    'GET /v1/contacts/{id}': contact,
    'GET /v1/tags': tagList,
    'GET /v1/custom-fields': customFieldList,
    'GET /v1/webhooks': webhookList,
    'GET /v1/webhooks/{id}': webhook,
    'PATCH /v1/webhooks/{id}': webhook,
    'POST /v1/webhooks/{id}/rotate-secret': webhookWithSecret,
    'GET /v1/webhooks/{id}/deliveries': webhookDeliveryList,
    'GET /v1/webhooks/{id}/deliveries/{deliveryId}': webhookDelivery,
  },
  201: {
    'POST /v1/conversations/outbound': conversation,
    'POST /v1/conversations/{id}/messages': message,
    'POST /v1/webhooks': webhookWithSecret,
  },
  202: {
    'POST /v1/webhooks/{id}/deliveries/{deliveryId}/redeliver': webhookDelivery,
  },
  204: {
    'DELETE /v1/webhooks/{id}': 0,
  },
} as const

/** The answers of all operations to what did not, by status; 0 for every other one. */
export const problems = { 0: error, 400: validationError } as const
