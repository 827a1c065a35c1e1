/**
 * The load generator: keep-alive connections over plain sockets, one request under way on each.
 *
 * It shares the cores with the server that it loads, so it does next to nothing: the bytes of a request are made
 * beforehand, and of an answer only the status and the length are read.
 */
import { once } from 'node:events'
import { connect, type Socket } from 'node:net'

/** One request after the other, as bytes; the buffer may be the same one each time. */
export type Requests = () => Buffer

export interface Load {
  /** Where the server listens: `http://127.0.0.1:3000`; or several, between which the connections are shared out. */
  url: string | readonly string[]
  /** How many requests are under way at a time. */
  connections: number
  /** Makes the requests of one connection. */
  requests: () => Requests
  /** The one status that is right. */
  status: number
  /** When to stop: after so many milliseconds, or requests. */
  until: { milliseconds: number } | { requests: number }
}

export interface Measured {
  requests: number
  /** A second. */
  rate: number
  /** Milliseconds from the first byte sent to the last byte read. */
  p50: number
  p99: number
  /** Bytes of the body of an answer, on average. */
  bytes: number
  /** The first answer that was wrong, or what became of a connection; undefined when all went well. */
  failure: string | undefined
}

/** An answer may take so long, in milliseconds; then the server counts as hung. */
const PATIENCE = 15_000

/** Puts the load on the server and tells how it answered. Stops at the first wrong answer. */
export async function put({ url, connections, requests, status, until }: Load): Promise<Measured> {
  const urls = [url].flat()
  const sockets = Array.from({ length: connections }, (_, index) => {
    const { hostname, port } = new URL(urls[index % urls.length] ?? '')
    return connect({ host: hostname, port: Number(port), noDelay: true })
  })
  const opened = await Promise.allSettled(sockets.map(socket => once(socket, 'connect')))
  const closed = opened.find(result => result.status === 'rejected')
  const times = new Times()
  let failure: string | undefined = closed && `a connection could not be opened: ${closed.reason}`
  let bytes = 0
  let sent = 0
  const most = 'requests' in until ? until.requests : Number.POSITIVE_INFINITY
  const begin = performance.now()
  const end = 'milliseconds' in until ? begin + until.milliseconds : Number.POSITIVE_INFINITY

  const drive = (socket: Socket) =>
    new Promise<void>(resolve => {
      const next = requests()
      let start = 0
      const answer = new AnswerReader()
      const stop = (reason?: string) => {
        failure ??= reason
        socket.removeAllListeners()
        socket.on('error', () => {}) // Nobody waits for anything on it any more.
        socket.destroy()
        resolve()
      }
      const send = () => {
        const now = performance.now()
        if (failure !== undefined || sent >= most || now >= end) {
          stop()
          return
        }
        sent++
        start = now
        socket.write(next())
      }
      socket.on('data', (chunk: Buffer) => {
        if (!answer.read(chunk)) return
        if (answer.status === status) {
          times.add(performance.now() - start)
          bytes += answer.bodyBytes
          send()
        } else stop(`answered ${answer.status} instead of ${status}: ${answer.body().slice(0, 300)}`)
      })
      socket.setTimeout(PATIENCE, () => stop(`no answer within ${PATIENCE / 1000} s`))
      socket.on('error', error => stop(error.message))
      socket.on('close', () => stop('closed the connection'))
      send()
    })

  await Promise.all(sockets.map(drive))
  const seconds = (performance.now() - begin) / 1000
  const { p50, p99 } = times.percentiles()
  return {
    requests: times.length,
    rate: times.length / seconds,
    p50,
    p99,
    bytes: bytes / Math.max(1, times.length),
    failure,
  }
}

/** Sends one request and brings the whole answer. */
export async function ask(url: string, request: Buffer): Promise<{ status: number; body: string }> {
  const { hostname, port } = new URL(url)
  const socket = connect({ host: hostname, port: Number(port) })
  socket.setTimeout(PATIENCE, () => socket.destroy(new Error(`no answer within ${PATIENCE / 1000} s`)))
  const answer = new AnswerReader()
  try {
    socket.write(request)
    for await (const chunk of socket) {
      if (answer.read(chunk)) return { status: answer.status, body: answer.body() }
    }
    throw new Error('closed the connection')
  } finally {
    socket.destroy()
  }
}

/** Finds the end of an HTTP/1.1 answer (RFC 9112 section 6) that comes in chunks. */
class AnswerReader {
  status = 0
  bodyBytes = 0
  #head = ''
  #begun: Buffer = Buffer.alloc(0)
  #complete = true

  /** @returns whether the answer is complete with this chunk */
  read(chunk: Buffer): boolean {
    this.#begun = this.#complete ? chunk : Buffer.concat([this.#begun, chunk])
    this.#complete = this.#isComplete(this.#begun)
    return this.#complete
  }

  /** The body, as text. */
  body(): string {
    return this.#begun.toString('utf8', this.#head.length + 4)
  }

  #isComplete(bytes: Buffer): boolean {
    const headEnd = bytes.indexOf('\r\n\r\n')
    if (headEnd === -1) return false
    this.#head = bytes.toString('latin1', 0, headEnd)
    this.status = Number(this.#head.slice(9, 12))
    const received = bytes.length - headEnd - 4
    const length = /\r\ncontent-length: *(\d+)/i.exec(this.#head)?.[1]
    if (length !== undefined) {
      this.bodyBytes = Number(length)
      return received >= this.bodyBytes
    }
    this.bodyBytes = received
    // Without a length the body is chunked; none of the contestants sends trailers.
    return bytes.subarray(-5).equals(lastChunk)
  }
}

const lastChunk = Buffer.from('0\r\n\r\n')

/** Durations, without an object for each. */
class Times {
  length = 0
  #values = new Float64Array(4096)

  add(milliseconds: number): void {
    if (this.length === this.#values.length) {
      const larger = new Float64Array(this.length * 2)
      larger.set(this.#values)
      this.#values = larger
    }
    this.#values[this.length++] = milliseconds
  }

  percentiles(): { p50: number; p99: number } {
    const sorted = this.#values.subarray(0, this.length).sort()
    const at = (part: number) => sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * part))] ?? 0
    return { p50: at(0.5), p99: at(0.99) }
  }
}
