import pg from 'pg'
import type { Logger } from 'pino'

/** Until a connection is there, whether new or given back by others. */
const CONNECT_TIMEOUT = 5_000
/** Until the server ends a statement, or a transaction in which nothing happens. */
const STATEMENT_TIMEOUT = 30_000
/** Until a statement of a server that no longer answers is given up here. */
const ANSWER_TIMEOUT = STATEMENT_TIMEOUT + 5_000

const INT8 = pg.types.builtins.INT8

/**
 * Connections to one database. A connection that is lost is logged and replaced, and ends nothing else.
 *
 * @param patient for migrations: no statement is ended, however long it takes
 */
export function createPool(url: string, size: number, logger: Logger, patient = false): pg.Pool {
  const pool = new pg.Pool({
    connectionString: url,
    max: size,
    application_name: 'conversation-contracts',
    keepAlive: true,
    // What is asked at once goes out at once, and is answered in that order.
    pipeline: true,
    connectionTimeoutMillis: CONNECT_TIMEOUT,
    ...(patient
      ? {}
      : {
          statement_timeout: STATEMENT_TIMEOUT,
          idle_in_transaction_session_timeout: STATEMENT_TIMEOUT,
          query_timeout: ANSWER_TIMEOUT,
        }),
    types: {
      getTypeParser: (oid, format) =>
        oid === INT8 && format !== 'binary' ? readInteger : pg.types.getTypeParser(oid, format),
    },
  })
  // Without listeners, a connection that ends would end the process: idle ones tell the pool, those in use their client.
  const onLost = (error: Error) => logger.warn({ err: error }, 'a connection to the database was lost')
  pool.on('error', onLost)
  pool.on('connect', client => client.on('error', onLost))
  return pool
}

/** PostgreSQL counts to 2^63, JavaScript to 2^53; no id and no moment comes that far. */
function readInteger(text: string): number {
  const value = Number(text)
  if (!Number.isSafeInteger(value)) throw new RangeError(`${text} is beyond 2^53`)
  return value
}
