// Generated from openapi/control/openapi.yaml: do not edit, run `npm run generate`.

/** The address that the contract names first; null when every installation has one of its own. */
export const server = 'http://127.0.0.1:3000'

/** The lists whose members are bounded by their bytes, by schema and property. */
export const byteLimits = {
  'OtherSideMessage.attachments': { maxDecodedBytes: 26214400, maxItems: 100 },
} as const

/** The events that are delivered to subscribers. */
export const eventNames: readonly string[] = []
