// Generated from openapi/atender/openapi.yaml: do not edit, run `npm run generate`.

/** The address that the contract names first; null when every installation has one of its own. */
export const server = null

/** The lists whose members are bounded by their bytes, by schema and property. */
export const byteLimits = {
  'MessageCreate.attachments': { maxDecodedBytes: 26214400, maxItems: 100 },
} as const

/** The events that are delivered to subscribers. */
export const eventNames: readonly string[] = ['conversation.created', 'conversation.updated', 'conversation.resolved', 'conversation.reopened', 'message.received', 'message.sent', 'contact.created', 'contact.updated', 'sla.warning', 'sla.breached', 'assignment.changed']
