import { once } from 'node:events'
import { createServer, type IncomingHttpHeaders, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { buffer } from 'node:stream/consumers'

/** A request as it came. */
interface ReceivedWebhook {
  path: string
  headers: IncomingHttpHeaders
  /** Byte for byte. */
  body: Buffer
  /** When the answer was about to be given, in milliseconds since the first request. */
  at: number
}

/** What to answer: a status with headers and a body, or whatever is done to the response; undefined is 204. */
type Answer =
  | { status: number; headers?: Record<string, string>; body?: string | Buffer }
  | ((response: ServerResponse, request: IncomingMessage) => void)
  | undefined

export interface WebhookReceiver {
  /** To subscribe with; every path is received. */
  readonly url: string
  readonly port: number
  /** Every request whose body came whole, in their order. */
  readonly received: ReceivedWebhook[]
  /** Answers from here on; may take its time. */
  answer: (webhook: ReceivedWebhook) => Answer | Promise<Answer>
  /** How many requests are being answered. */
  readonly underWay: number
  readonly connections: number
  /** Resolves with the first `count` requests, rejects when they have not come in time. */
  waitFor(count: number, milliseconds?: number): Promise<ReceivedWebhook[]>
  /** Cuts every connection and frees the port. */
  stop(): Promise<void>
}

/** Never answers, as long as the other side waits. */
export const hang = (): void => {}

/** Starts a real HTTP receiver on 127.0.0.1 that answers 204 until told otherwise. */
export async function startWebhookReceiver(port = 0): Promise<WebhookReceiver> {
  const received: ReceivedWebhook[] = []
  const arrivals = new EventTarget()
  const counts = { underWay: 0, connections: 0 }
  const server = createServer(async (request, response) => {
    const body = await buffer(request).catch(() => undefined)
    if (body === undefined) return
    const webhook = { path: request.url ?? '', headers: request.headers, body, at: performance.now() }
    counts.underWay++
    response.on('close', () => counts.underWay--)
    received.push(webhook)
    arrivals.dispatchEvent(new Event('webhook'))
    const answer = await receiver.answer(webhook)
    if (typeof answer === 'function') answer(response, request)
    else response.writeHead(answer?.status ?? 204, answer?.headers).end(answer?.body)
  })
  server.on('connection', () => counts.connections++)
  server.listen(port, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address() as AddressInfo // it listens on TCP

  const receiver: WebhookReceiver = {
    url: `http://127.0.0.1:${address.port}/hook`,
    port: address.port,
    received,
    answer: () => undefined,
    get underWay() {
      return counts.underWay
    },
    get connections() {
      return counts.connections
    },
    async waitFor(count, milliseconds = 40_000) {
      const signal = AbortSignal.timeout(milliseconds)
      while (received.length < count) {
        if (signal.aborted) throw new Error(`${received.length} of ${count} requests in ${milliseconds} ms`)
        await new Promise<void>(resolve => {
          arrivals.addEventListener('webhook', () => resolve(), { once: true })
          signal.addEventListener('abort', () => resolve(), { once: true })
        })
      }
      return received.slice(0, count)
    },
    async stop() {
      const closed = once(server, 'close')
      server.close()
      server.closeAllConnections()
      await closed
    },
  }
  return receiver
}
