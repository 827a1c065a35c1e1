import { type Server, type ServerResponse, STATUS_CODES } from 'node:http'
import type { Socket } from 'node:net'
import { jsonType } from './json.ts'

/** What Node.js finds wrong with a request that no application sees (nodejs.org/api/http.html, 'clientError'). */
const answers: Record<string, [status: number, error: string, message: string]> = {
  HPE_HEADER_OVERFLOW: [431, 'headers_too_large', 'The headers of the request are too large.'],
  HPE_CHUNK_EXTENSIONS_OVERFLOW: [
    413,
    'payload_too_large',
    'The chunk extensions of the body are too large.',
  ],
  ERR_HTTP_REQUEST_TIMEOUT: [408, 'timeout', 'The request did not come to its end in time.'],
}
const broken: [number, string, string] = [400, 'malformed_request', 'The request is not valid HTTP/1.1.']
const expectation: [number, string, string] = [
  417,
  'expectation_failed',
  'Expect: 100-continue is all that can be met.',
]

/**
 * Gives what Node.js answers by itself, without a body, the shape in which both contracts tell an error: a head that is
 * broken or too large, an expectation that cannot be met, a request that never ends.
 */
export function answerForNode(server: Server): void {
  // What is no URL has no path, and Express answers by itself what no route can be looked up for.
  server.prependListener('request', request => {
    const { url = '' } = request
    if (!url.startsWith('/') && !URL.canParse(url)) request.url = '*'
  })
  const current = new WeakMap<object, ServerResponse>()
  server.on('request', (request, response) => current.set(request.socket, response))
  // Asked for once somebody reads it: a body whose request is refused by its head is never sent (RFC 9110 section 10.1.1).
  server.on('checkContinue', (request, response) => {
    request.once('resume', () => {
      if (!response.headersSent) response.writeContinue()
    })
    server.emit('request', request, response)
  })
  server.on('checkExpectation', (_request, response) => {
    const [status, error, message] = expectation
    response.statusCode = status
    response.setHeader('Content-Type', jsonType)
    response.end(JSON.stringify({ error, message }))
  })
  server.on('clientError', (failure: NodeJS.ErrnoException, socket) => {
    const begun = current.get(socket)
    const isAnswering = begun?.headersSent === true && !begun.writableFinished
    // Of a body that nobody waited for: its request has its answer, and another would be taken for that of the next.
    const isAnswered = begun?.writableFinished === true && !begun.req.complete
    if (!socket.writable || failure.code === 'ECONNRESET' || isAnswering) socket.destroy()
    else if (isAnswered) socket.end()
    else end(socket as Socket, answers[failure.code ?? ''] ?? broken)
  })
}

function end(socket: Socket, [status, error, message]: [number, string, string]): void {
  const body = JSON.stringify({ error, message })
  socket.end(
    [
      `HTTP/1.1 ${status} ${STATUS_CODES[status]}`,
      'Connection: close',
      `Content-Type: ${jsonType}`,
      `Content-Length: ${Buffer.byteLength(body)}`,
      '',
      body,
    ].join('\r\n'),
  )
}
