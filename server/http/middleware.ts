import type { RequestHandler } from 'express'
import type { Refusal, Violation } from '../errors/refusal.ts'
import type { Limit } from '../face/face.ts'
import type { OperationName } from '../telemetry/metrics.ts'
import type { Principal } from '../tenants/principal.ts'

/** One step on the way of a request. */
export type Middleware = RequestHandler<Record<string, string>>

declare global {
  namespace Express {
    /** What the middlewares of a request tell those behind them: `response.locals`. */
    interface Locals {
      /** The name of the request, told in `X-Request-Id` and in the log. */
      requestId: string
      /** Which operation it asks for, once that is known. */
      operation: OperationName | undefined
      /** Who calls, once it is known. */
      principal: Principal
      /** The limit of the key; undefined for one without. */
      limit: Limit | undefined
      /** What is wrong with the body that no schema can state. */
      bodyViolations: Violation[] | undefined
      /** Sees the bytes of the body before they are parsed, of whoever wants to. */
      seeBody: ((bytes: Buffer) => void) | undefined
      /** Why the request was refused, when it was. */
      refusal: Refusal | undefined
    }
  }
}
