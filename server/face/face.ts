import type { IncomingHttpHeaders } from 'node:http'
import type { Contract, OperationFacts } from '../contracts.ts'
import type { CustomFields } from '../custom-fields/check.ts'
import type { Refusal } from '../errors/refusal.ts'
import type { Place, Window } from '../rate-limits/window.ts'
import type { Principal } from '../tenants/principal.ts'

/** A validated request, before an API's types are put on it. */
export interface UntypedCall {
  principal: Principal
  body: unknown
  query: Record<string, unknown>
  path: Record<string, unknown>
  headers: IncomingHttpHeaders
  /** What tells callers from each other by where they are: an address, or a network; empty for this machine. */
  caller: () => string
  /** Where the caller reached the API: `https://shop.example/helpdesk` */
  address: () => string
}

export interface Answer {
  status: number
  /** JSON, the bytes of a file, or undefined for an answer without content. */
  body?: unknown
  headers?: Record<string, string>
}

/** A number of requests a minute. */
export interface Limit {
  /** What is counted together. */
  bucket: string
  /** How many requests a minute pass. */
  places: number
  /** The number that the API publishes. */
  published: number
  /** How many pass from one midnight to the next, in UTC; undefined where the day has no limit. */
  perDay?: number
}

/** How an API limits the rate of requests, and speaks of it. */
export interface RateLimit {
  /** Undefined for a key without a limit. */
  limitOf(principal: Principal, operation: OperationFacts): Limit | undefined
  headers(limit: Limit, place: Place, now: number): Record<string, string>
  /** The sentence of a 429. */
  refusal(limit: Limit, per: 'minute' | 'day', seconds: number): string
}

/** One API, as the HTTP layer sees it. The reference server and the mock each make their own of the same contract. */
export interface Face {
  /** The folder of its contract. */
  name: string
  contract: Contract
  operations: Readonly<Record<string, OperationFacts>>
  /**
   * Who an API key belongs to; undefined for a key that is not accepted.
   *
   * @param isLocal whether the caller reached this machine by an address that only this machine has
   */
  principal(key: string, isLocal: () => boolean): Promise<Principal | undefined>
  /** The custom fields of the caller's tenant. */
  customFields(principal: Principal): Promise<CustomFields>
  answer(operationId: string, call: UntypedCall): Promise<Answer>
  rateLimit: RateLimit
  /** Where the requests of a minute are counted; by the process itself without one. */
  window?: Window
  /** Counts a request against the day of a key; false when that is used up. */
  takeOfDay(keyId: string, perDay: number): Promise<boolean>
  /** A refusal in the shape that the API documents. */
  errorBody(refusal: Refusal): object
  /** The media type of that, where it is not plain JSON. */
  errorType?: string
}
