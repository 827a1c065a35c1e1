// Generated from openapi/atender/openapi.yaml: do not edit, run `npm run generate`.

const conversation = { id: 's', externalReference: 's0', status: 's' } as const

const violation = { path: 's', code: 's', message: 's' } as const

const validationError = { error: 's', message: 's', errors: [violation] } as const

const error = { error: 's', message: 's' } as const

const conversationList = { data: [conversation], nextCursor: 's0' } as const

const attachment = { id: 's', name: 's', type: 's', size: 'n' } as const

const message = { id: 's', conversationId: 's', externalReference: 's0', direction: 's', status: 's', text: 's0', html: 's0', attachments: [attachment], createdAt: 's' } as const

const messageList = { data: [message], nextCursor: 's0' } as const

const contact = { id: 's', email: 's', name: 's', phone: 's0' } as const

const contactList = { data: [contact], nextCursor: 's0' } as const

const tag = { slug: 's', name: 's', type: 's', parent: 's0' } as const

const tagList = { data: [tag], nextCursor: 's0' } as const

const customField = { key: 's', name: 's', type: 's', options: 'a' } as const

const customFieldList = { data: [customField], nextCursor: 's0' } as const

const webhook = { id: 's', name: 's', url: 's', events: 'a', isActive: 'b' } as const

const webhookList = { data: [webhook], nextCursor: 's0' } as const

const webhookWithSecret = { id: 's', name: 's', url: 's', events: 'a', isActive: 'b', secret: 's' } as const

const webhookAttempt = { at: 's', status: 'n0', durationMs: 'n', error: 's0', answer: 's0' } as const

const webhookDelivery = { id: 's', event: 's', status: 's', createdAt: 's', nextAttemptAt: 's0', finishedAt: 's0', attempts: [webhookAttempt] } as const

const webhookDeliveryList = { data: [webhookDelivery], nextCursor: 's0' } as const

/** Of each operation, the answer to what went well, by status; 0 for one that is no JSON. */
export const successes = {
  'POST /v1/conversations/outbound': { 201: conversation },
  'GET /v1/conversations': { 200: conversationList },
  'GET /v1/conversations/{id}': { 200: conversation },
  'PATCH /v1/conversations/{id}': { 200: conversation },
  'GET /v1/conversations/{id}/messages': { 200: messageList },
  'POST /v1/conversations/{id}/messages': { 201: message },
  'GET /v1/attachments/{id}': { 200: 0 },
  'GET /v1/contacts': { 200: contactList },
  'GET /v1/contacts/{id}': { 200: contact },
  'GET /v1/tags': { 200: tagList },
  'GET /v1/custom-fields': { 200: customFieldList },
  'GET /v1/webhooks': { 200: webhookList },
  'POST /v1/webhooks': { 201: webhookWithSecret },
  'GET /v1/webhooks/{id}': { 200: webhook },
  'DELETE /v1/webhooks/{id}': { 204: 0 },
  'PATCH /v1/webhooks/{id}': { 200: webhook },
  'POST /v1/webhooks/{id}/rotate-secret': { 200: webhookWithSecret },
  'GET /v1/webhooks/{id}/deliveries': { 200: webhookDeliveryList },
  'GET /v1/webhooks/{id}/deliveries/{deliveryId}': { 200: webhookDelivery },
  'POST /v1/webhooks/{id}/deliveries/{deliveryId}/redeliver': { 202: webhookDelivery },
} as const

/** The answers of all operations to what did not, by status; 0 for every other one. */
export const problems = { 0: error, 400: validationError } as const
