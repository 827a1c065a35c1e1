/** One rule that a request breaks. Both contracts print it as `Violation`. */
export interface Violation {
  /** Where the value stands when it is not in the body. */
  in?: 'query' | 'path' | 'header'
  /** JSON Pointer (RFC 6901) to the value; empty for the body as a whole. */
  path: string
  /** The JSON Schema keyword, or the name of a rule that no schema can state. */
  code: string
  message: string
}

/** How many violations an answer lists at most, as both contracts say: a small body can have very many. */
const MOST_TOLD = 100

/** Every reason for which a request is refused, with its HTTP status (RFC 9110 section 15). */
const refusalStatus = {
  validation_failed: 400,
  malformed_body: 400,
  unauthorized: 401,
  forbidden: 403,
  not_found: 404,
  method_not_allowed: 405,
  reference_taken: 409,
  invalid_state: 409,
  webhook_limit_reached: 409,
  webhook_inactive: 409,
  payload_too_large: 413,
  unsupported_media_type: 415,
  rate_limited: 429,
  internal_error: 500,
  unavailable: 503,
} as const

export type RefusalCode = keyof typeof refusalStatus

/**
 * The one error family: thrown anywhere, caught once per face, where it becomes the documented status and body.
 * `message` is a sentence for the caller and holds nothing the caller may not see.
 */
export class Refusal extends Error {
  readonly code: RefusalCode
  readonly violations: Violation[]
  readonly headers: Record<string, string>

  constructor(
    code: RefusalCode,
    message: string,
    detail: { violations?: Violation[]; headers?: Record<string, string>; cause?: unknown } = {},
  ) {
    super(message, { cause: detail.cause })
    this.name = 'Refusal'
    this.code = code
    this.violations = detail.violations ?? []
    this.headers = detail.headers ?? {}
  }

  get status(): number {
    return refusalStatus[this.code]
  }

  /** A 400 that lists every violation, of very many the first ones. */
  static invalid(violations: Violation[]): Refusal {
    const places = violations.length === 1 ? '1 place' : `${violations.length} places`
    const rest = violations.length > MOST_TOLD ? ` The first ${MOST_TOLD} are told.` : ''
    return new Refusal('validation_failed', `The request breaks the contract in ${places}.${rest}`, {
      violations: violations.slice(0, MOST_TOLD),
    })
  }
}
