import atenderDocument from '../generated/atender/openapi.json' with { type: 'json' }
import fernandDocument from '../generated/fernand/openapi.json' with { type: 'json' }

/** A bundled OpenAPI 3.1 document, as it stands in `generated/`, as far as programs look into it. */
export interface Contract {
  openapi: string
  info: { title: string; version: string }
  /** Operations by path and method. */
  paths: Readonly<Record<string, Readonly<Record<string, object>>>>
  webhooks?: Readonly<Record<string, object>>
  components: Readonly<Record<string, Readonly<Record<string, object>>>> & {
    securitySchemes: Readonly<Record<string, SecurityScheme>>
  }
}

/** How a key is sent: as a bearer token, or in a header of its own. */
type SecurityScheme =
  | { type: 'http'; scheme: 'bearer'; bearerFormat: string }
  | { type: 'apiKey'; in: 'header'; name: string }

/** What `generated/<api>/operations.ts` tells of an operation. */
export interface OperationFacts {
  readonly method: 'get' | 'post' | 'put' | 'patch' | 'delete'
  /** With OpenAPI's placeholders: `/conversations/{id}`. */
  readonly path: string
  /** Names of security schemes; empty for an operation that needs no key. */
  readonly security: readonly string[]
  readonly scopes: readonly string[]
  readonly statuses: readonly number[]
  readonly query: readonly string[]
  /** The media types of a success that is a file, a range for any; empty where every answer is JSON. */
  readonly files: readonly string[]
  /** Of the body as it is parsed; null for an operation without a body. */
  readonly maxBodyBytes: number | null
  readonly isBodyRequired: boolean
  /** What its body is held against beside the schemas. */
  readonly bounds: readonly Bound[]
}

/** What a value of a body must keep to, where no keyword of JSON Schema can say it. */
export interface Bound {
  /** Members from the body down to the value; `*` for every entry of a list. */
  readonly at: readonly string[]
  /** `x-max-depth`: levels of objects and arrays. */
  readonly maxDepth?: number
  /** `x-max-json-bytes`: size as JSON, in UTF-8. */
  readonly maxJsonBytes?: number
  /** `x-max-decoded-bytes`: what the `content` of all entries of a list decodes to, from base64. */
  readonly maxDecodedBytes?: number
  /** Of an `anyOf`: the members of which one has to be there. */
  readonly oneOf?: readonly string[]
  /** `x-custom-fields`: whether its members are the tenant's custom fields. */
  readonly customFields?: boolean
}

// JSON modules have literal types that no library's document type accepts; `npm run lint` checked the documents.
export const atenderContract = atenderDocument as unknown as Contract
export const fernandContract = fernandDocument as unknown as Contract

/** The channels that Atender's contract knows. */
export const atenderChannels: readonly string[] = atenderDocument.components.schemas.Channel.enum

/** What webhooks can be subscribed to. */
export const eventNames: readonly string[] = atenderDocument.components.schemas.EventName.enum

/** What a body may be at most, whatever its operation; both contracts say the same. */
export const bodyRules = {
  /** Members and entries, all together. */
  maxValues: atenderDocument.components.responses.PayloadTooLarge['x-max-values'],
  /** How often a compressed body may be as large inflated, once that is more than a mebibyte. */
  maxInflation: atenderDocument.components.responses.PayloadTooLarge['x-max-inflation'],
}

/** What each tier of each API allows. */
export const rateLimits: {
  atender: Readonly<Record<string, { perMinute: number; burst: number; perDay: number }>>
  fernand: Readonly<Record<string, { readsPerMinute: number; writesPerMinute: number }>>
} = {
  atender: atenderDocument.components.securitySchemes.apiKey['x-rate-limits'],
  fernand: fernandDocument.components.securitySchemes.apiKey['x-rate-limits'],
}

/** How webhooks are delivered, and how many there may be. */
export const webhookRules: {
  maxPerTenant: number
  secretOverlapSeconds: number
  /** Between an attempt and the one before; the first one is made at once. */
  attemptAfterSeconds: readonly number[]
  timeoutSeconds: number
  maxRetryAfterSeconds: number
  disableAfterSeconds: number
  keptForSeconds: number
  keptAnswerBytes: number
} = {
  ...atenderDocument.components.schemas.Webhook['x-rules'],
  ...atenderDocument.components.schemas.WebhookDelivery['x-rules'],
}

/** As long as a contact's name may be in Fernand's answers; Atender's callers may give longer ones to the same contact. */
export const contactNameLength: number = fernandDocument.components.schemas.Contact.properties.name.maxLength

/** How many messages a page of `listMessages` holds. */
export const messagePageSize: number = fernandDocument.components.schemas.Timeline.maxItems

/** Atender's table of statuses: which may follow which. */
export const transitions: Readonly<Record<string, readonly string[]>> =
  atenderDocument.components.schemas.ConversationStatus['x-transitions']

/** What a customer's message does in each of Atender's statuses. */
export const customerMessage = atenderDocument.components.schemas.ConversationStatus[
  'x-on-customer-message'
] as Readonly<Record<string, 'keep' | 'reopen' | 'start-anew'>>
