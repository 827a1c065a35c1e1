import type { RequestHandler } from 'express'
import type { Clock } from '../server/clock.ts'
import type { Violation } from '../server/errors/refusal.ts'

/** A request that was answered, and with what. */
export interface Answered {
  method: string
  /** With its query. */
  path: string
  status: number
  /** All that is wrong with the request; empty when it was taken, and for an error that was wished for. */
  violations: Violation[]
  /** The sentence of a refusal without violations; undefined for anything else. */
  reason: string | undefined
  ms: number
}

/** Tells of a request when its answer has left. */
export const observe =
  (clock: Clock, tell: (answered: Answered) => void): RequestHandler =>
  ({ method, originalUrl: path }, response, next) => {
    const start = clock.now()
    response.on('close', () => {
      const { violations = [], message } = response.locals.refusal ?? {}
      const reason = violations.length > 0 ? undefined : message
      tell({ method, path, status: response.statusCode, violations, reason, ms: clock.now() - start })
    })
    next()
  }
