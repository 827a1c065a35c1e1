import pg from 'pg'
import type { UniqueIndex } from '../tables/index.ts'

const UNIQUE_VIOLATION = '23505'

/** Whether `error` is PostgreSQL's violation of that index; it names the index. */
export function isViolationOf(error: unknown, index: UniqueIndex): boolean {
  return error instanceof pg.DatabaseError && error.code === UNIQUE_VIOLATION && error.constraint === index
}

/** Whether the transaction was rolled back because of another one (40001, 40P01), so that it may be run again. */
export const isConflict = (error: unknown): boolean =>
  error instanceof pg.DatabaseError && (error.code === '40001' || error.code === '40P01')

/**
 * SQLSTATE codes (postgresql.org/docs/current/errcodes-appendix.html) of a database that cannot serve for now, though
 * the request is right: connections and roles (08, 28, 3D), a standby (25006), timeouts (25P03, 57014, 55P03),
 * conflicts that did not end (40), resources (53), shutdown and start (57P), its disk (58, XX001, XX002).
 */
const unavailableStates =
  /^(08...|28...|3D000|25006|25P03|40001|40P01|53...|55P03|57014|57P..|58...|XX00[12])$/

/** Codes of Node.js for a server that cannot be reached, or no longer. */
const unreachable =
  /^(ECONNREFUSED|ECONNRESET|ECONNABORTED|EPIPE|ETIMEDOUT|EHOSTUNREACH|EHOSTDOWN|ENETUNREACH|ENETDOWN|ENOTFOUND|EAI_AGAIN|ENOENT|EADDRNOTAVAIL|EMFILE)$/

/** What pg throws without a code when a connection is gone, or none is to be had in time. */
const lost =
  /^(Connection terminated|Client has encountered a connection error|Client was closed|timeout exceeded when trying to connect|timeout expired|Query read timeout|The server does not support SSL|There was an error establishing an SSL)/

export function isUnavailable(error: unknown): boolean {
  if (error instanceof pg.DatabaseError) return unavailableStates.test(error.code ?? '')
  if (!(error instanceof Error)) return false
  const { code } = error as NodeJS.ErrnoException
  return code === undefined ? lost.test(error.message) : unreachable.test(code)
}
