/** What a call comes to: a value in every case, never an exception for what servers and networks do. */

/** An answer that the contract describes as a success. */
export interface Success<Data, Status extends number = number> {
  ok: true
  status: Status
  data: Data
  response: Response
}

/** How often a call was made, and how many of these attempts may have been carried out without our knowing. */
interface Attempts {
  attempts: number
  /** Attempts without an answer, with a 5xx, or `malformed` and no refusal: what they asked for may have been done. */
  unanswered: number
}

/** A refusal or failure that the contract describes; `error` is the body that it documents for `status`. */
export interface Problem<Status extends number = number, Body = unknown> extends Attempts {
  ok: false
  kind: 'problem'
  status: Status
  error: Body
  response: Response
}

/** There was no answer: no connection, one that broke, or a time limit; or the caller's signal ended the call. */
export interface NoAnswer extends Attempts {
  ok: false
  kind: 'network' | 'timeout' | 'aborted'
  status: null
  error: Error
  response: null
}

/** An answer that no server of this contract gives: a proxy's HTML page, a redirect, JSON that is none. */
export interface Malformed extends Attempts {
  ok: false
  kind: 'malformed'
  status: number
  error: Error
  response: Response
}

export type Failure<P = Problem> = P | NoAnswer | Malformed

/** What `orThrow` throws; `failure` holds all that is known. */
export class CallError<F extends Refused = Refused> extends Error {
  override readonly name = 'CallError'
  readonly failure: F

  constructor(failure: F) {
    super(sentence(failure), { cause: failure.error })
    this.failure = failure
  }
}

/** Whatever is not `ok`, of this package's functions. */
interface Refused {
  ok: false
  kind: string
  status: number | null
  error: unknown
}

/**
 * For those who prefer exceptions: `const conversation = orThrow(await client.GET(…))`.
 *
 * @returns the data of a success
 * @throws CallError for everything else
 */
export function orThrow<R extends { ok: true; data: unknown } | Refused>(
  result: R,
): Extract<R, { ok: true }>['data'] {
  if (result.ok) return result.data
  throw new CallError(result)
}

function sentence({ kind, status, error }: Refused): string {
  const told = error as { message?: unknown; error?: unknown } | null | undefined // both contracts' errors, and Error
  const reason = told?.message ?? told?.error ?? 'no reason given'
  return status === null ? `${kind}: ${reason}` : `${kind} ${status}: ${reason}`
}
