// Generated from openapi/fernand/openapi.yaml: do not edit, run `npm run generate`.

/** The address that the contract names first; null when every installation has one of its own. */
export const server = 'https://api.getfernand.com'

/** The lists whose members are bounded by their bytes, by schema and property. */
export const byteLimits = {
  'ConversationReply.attachments': { maxDecodedBytes: 26214400, maxItems: 100 },
  'MessageContent.attachments': { maxDecodedBytes: 26214400, maxItems: 100 },
} as const

/** The events that are delivered to subscribers. */
export const eventNames: readonly string[] = []
