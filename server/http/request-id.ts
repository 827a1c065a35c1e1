import type { IncomingMessage, ServerResponse } from 'node:http'
import type { Logger } from 'pino'
import type { Clock } from '../clock.ts'
import type { Ids } from '../ids.ts'
import { Exchange } from './exchange.ts'

/** Names every request, tells the name in `X-Request-Id`, and logs one line when it is answered. */
export function identifyRequests(
  ids: Ids,
  clock: Clock,
  logger: Logger,
): (request: IncomingMessage, response: ServerResponse) => Exchange {
  const logs = logger.isLevelEnabled('info')
  return (request, response) => {
    const exchange = new Exchange(ids.sortable(), request, response)
    if (logs) {
      const start = clock.now()
      response.on('close', () => {
        const { id: requestId, path } = exchange
        const status = response.writableFinished ? response.statusCode : 'aborted'
        const ms = clock.now() - start
        logger.info({ requestId, method: request.method, path, status, ms }, 'request')
      })
    }
    return exchange
  }
}
