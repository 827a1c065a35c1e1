import type { IncomingHttpHeaders, IncomingMessage, ServerResponse } from 'node:http'
import { endTogether } from './end-together.ts'
import { jsonType } from './json.ts'

/** A request with its answer: what an API needs of Node's server. */
export class Exchange {
  /** The name of the request, told in `X-Request-Id` and in the log. */
  readonly id: string
  readonly request: IncomingMessage
  readonly response: ServerResponse
  /** As it was sent, percent-encoding included. */
  readonly path: string
  /** What follows the `?`; empty for nothing. */
  readonly search: string
  #headers: Record<string, string> = {}

  constructor(id: string, request: IncomingMessage, response: ServerResponse) {
    this.id = id
    this.request = request
    this.response = response
    const { path, search } = readTarget(request.url ?? '/')
    this.path = path
    this.search = search
  }

  get headers(): IncomingHttpHeaders {
    return this.request.headers
  }

  /** A HEAD is a GET whose body Node does not send. */
  get method(): string {
    return this.request.method === 'HEAD' ? 'GET' : (this.request.method ?? 'GET')
  }

  /** `v1` of `/v1/conversations`. */
  get firstSegment(): string {
    const slash = this.path.indexOf('/', 1)
    return slash === -1 ? this.path.slice(1) : this.path.slice(1, slash)
  }

  /** For an answer that is not given by `answer`. */
  nameAnswer(): void {
    this.response.setHeader(idHeader, this.id)
  }

  /** Headers that the answer will have, whichever it is. */
  set(headers: Record<string, string>): void {
    Object.assign(this.#headers, headers)
  }

  /** Answers with JSON, with bytes, or without a body. */
  answer(status: number, body: unknown, headers: Record<string, string> = {}): void {
    const all = { ...this.#headers, ...headers, [idHeader]: this.id }
    if (body === undefined) {
      endTogether(this.response.writeHead(status, all))
      return
    }
    if (body instanceof Uint8Array) {
      // Whatever a stranger put into a file: no browser is to run it here.
      const head = { ...all, ...fileHeaders, 'Content-Length': body.byteLength }
      endTogether(this.response.writeHead(status, head), body)
      return
    }
    const text = JSON.stringify(body)
    const head = { ...all, 'Content-Type': jsonType, 'Content-Length': Buffer.byteLength(text) }
    // Text, not bytes: Node sends it together with the head, in one write.
    endTogether(this.response.writeHead(status, head), text)
  }
}

const fileHeaders = {
  'X-Content-Type-Options': 'nosniff',
  'Content-Security-Policy': "default-src 'none'; sandbox",
  'Cache-Control': 'private',
}
const idHeader = 'X-Request-Id'

/** The path and the query of a request target (RFC 9112 section 3.2), which may be a whole URL. */
function readTarget(target: string): { path: string; search: string } {
  if (!target.startsWith('/')) {
    const url = URL.parse(target)
    return { path: url?.pathname ?? target, search: url?.search.slice(1) ?? '' }
  }
  const mark = target.indexOf('?')
  if (mark === -1) return { path: target, search: '' }
  return { path: target.slice(0, mark), search: target.slice(mark + 1) }
}
