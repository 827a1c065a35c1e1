import { once } from 'node:events'
import { Agent, request as ask } from 'node:http'
import { connect } from 'node:net'
import { setTimeout as sleep } from 'node:timers/promises'
import type { Answer } from './judge.ts'
import type { Request } from './requests.ts'

/** Longer than that nobody waits, in milliseconds. */
const PATIENCE = 5000

/** How long an answer is waited for before the connection is ended, in milliseconds. */
const HESITATION = 60

/** No answer: why. */
export interface Silence {
  silence: string
}

export interface Place {
  host: string
  port: number
}

const agent = new Agent({ keepAlive: true, maxSockets: 1 })

/** Sends a request and waits for the whole answer. */
export function send(
  { host, port }: Place,
  { method, target, headers, body }: Request,
): Promise<Answer | Silence> {
  const names = new Set(headers.map(([name]) => name.toLowerCase()))
  const all = [
    ...(names.has('host') ? [] : [['Host', `${host}:${port}`]]),
    ...headers,
    ...(body === undefined ? [] : [['Content-Length', String(body.length)]]),
  ]
  return new Promise(resolve => {
    const request = ask({ host, port, agent, method, path: target, headers: all.flat(), timeout: PATIENCE })
    request.on('error', error => resolve({ silence: `was not answered: ${error.message}` }))
    request.on('timeout', () => {
      resolve({ silence: `was not answered within ${PATIENCE / 1000} s` })
      request.destroy()
    })
    request.on('response', response => {
      const { statusCode: status = 0 } = response
      const answered = { status, headers: response.headers as Record<string, string> }
      // It goes on for as long as somebody listens.
      if (response.headers['content-type']?.startsWith('text/event-stream')) {
        resolve({ ...answered, text: '' })
        request.destroy()
        return
      }
      const chunks: Buffer[] = []
      response.on('data', chunk => chunks.push(chunk))
      response.on('error', error => resolve({ silence: `was answered by half: ${error.message}` }))
      response.on('end', () => resolve({ ...answered, text: Buffer.concat(chunks).toString() }))
    })
    request.end(body)
  })
}

/** Writes bytes to a new connection, one piece after the other, ends it, and waits until the other side does so too. */
export async function write(
  { host, port }: Place,
  pieces: readonly Buffer[],
  pause: number,
): Promise<Buffer | Silence> {
  const socket = connect({ host, port, allowHalfOpen: true })
  const chunks: Buffer[] = []
  const done = new Promise<Buffer | Silence>(resolve => {
    socket.on('data', (chunk: Buffer) => chunks.push(chunk))
    socket.setTimeout(PATIENCE, () =>
      resolve({ silence: `kept the connection open for ${PATIENCE / 1000} s` }),
    )
    // Whoever answers before the end may cut what still comes.
    socket.on('error', () => {})
    socket.on('end', () => resolve(Buffer.concat(chunks)))
    socket.on('close', () => resolve(Buffer.concat(chunks)))
  })
  for (const piece of pieces) {
    if (socket.destroyed) break
    socket.write(piece)
    if (pause > 0) await sleep(pause)
  }
  // Node.js does not answer who has ended; what is not whole is ended all the same.
  const heard = once(socket, 'data').catch(() => {})
  await Promise.race([heard, done, sleep(HESITATION, undefined, { ref: false })])
  socket.end()
  const came = await done
  socket.destroy()
  return came
}

/** The answers that stand in what came; `rest` is what is none. */
export function answersIn(came: Buffer): { answers: Answer[]; rest: Buffer } {
  const answers: Answer[] = []
  let rest = came
  while (rest.length > 0) {
    const end = rest.indexOf('\r\n\r\n')
    const [line = '', ...lines] = rest.subarray(0, Math.max(end, 0)).toString('latin1').split('\r\n')
    const status = Number(/^HTTP\/1\.1 (\d{3})(?: |$)/.exec(line)?.[1])
    if (end < 0 || Number.isNaN(status)) break
    const headers = Object.fromEntries(
      lines.map(one => [
        one.slice(0, one.indexOf(':')).toLowerCase(),
        one.slice(one.indexOf(':') + 1).trim(),
      ]),
    )
    const body = rest.subarray(end + 4)
    const { text, length } = bodyIn(body, headers, status)
    if (status >= 200) answers.push({ status, headers, text })
    rest = body.subarray(length)
  }
  return { answers, rest }
}

function bodyIn(
  bytes: Buffer,
  headers: Record<string, string>,
  status: number,
): { text: string; length: number } {
  if (status < 200 || status === 204 || status === 304) return { text: '', length: 0 }
  if (headers['content-length'] !== undefined) {
    const length = Number(headers['content-length'])
    return { text: bytes.subarray(0, length).toString(), length }
  }
  if (headers['transfer-encoding'] !== 'chunked') return { text: bytes.toString(), length: bytes.length }
  const parts: Buffer[] = []
  let at = 0
  while (at < bytes.length) {
    const end = bytes.indexOf('\r\n', at)
    const size = Number.parseInt(bytes.toString('latin1', at, end), 16)
    parts.push(bytes.subarray(end + 2, end + 2 + size))
    at = end + 2 + size + 2
    if (!(size > 0)) break
  }
  return { text: Buffer.concat(parts).toString(), length: at }
}
