import type { Violation } from '../errors/refusal.ts'
import { Log } from './log.ts'

/** A request to one of the APIs, with its answer. */
export interface LoggedRequest {
  id: string
  /** Milliseconds since 1970, by the clock of the tenant. */
  at: number
  api: 'atender' | 'fernand' | null
  operation: string | null
  method: string
  path: string
  requestHeaders: Record<string, string>
  requestBody: string | null
  status: number | null
  responseBody: string | null
  milliseconds: number
  violations: Violation[]
}

/** How many are kept; large ones count for more, so that they never take more than some mebibytes. */
const MOST = 500
const LARGE = 16 * 1024

/** How much of a body is kept, in bytes. */
export const KEPT_BODY: number = 64 * 1024

export const createRequests = (): Log<LoggedRequest> =>
  new Log<LoggedRequest>(
    'r',
    MOST,
    ({ requestBody, responseBody }) =>
      1 + Math.floor(((requestBody?.length ?? 0) + (responseBody?.length ?? 0)) / LARGE),
  )
