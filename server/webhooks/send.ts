import http from 'node:http'
import https from 'node:https'
import { isIP } from 'node:net'
import type { Clock } from '../clock.ts'
import { webhookRules } from '../contracts.ts'
import { guardedLookup, isAllowedAddress, NotPublic, type Resolve } from './resolve.ts'
import { checkWebhookUrl, hostOf } from './url.ts'

const { timeoutSeconds, keptAnswerBytes } = webhookRules

/** What of an answer is read so that the connection serves again; one that goes on longer is cut off. */
const MOST_READ = 64 * 1024

/** What came of an attempt. */
interface Sent {
  /** Null when it was delivered, else why not, for people. */
  error: string | null
  /** Of the answer; null when none came. */
  status: number | null
  /** How the answer began, as text that every database keeps. */
  answer: string | null
  retryAfter: string | undefined
}

export interface Sender {
  /**
   * Posts a body and resolves when the answer is there, is given up, or `signal` says so; rejects never.
   *
   * @param headers beside those of every delivery
   * @param traceparent of what caused it
   */
  send(
    request: {
      url: string
      headers: Record<string, string>
      body: string
      traceparent?: string | null
    },
    signal: AbortSignal,
  ): Promise<Sent>
  close(): void
}

/**
 * Sends over HTTP, to public addresses alone, without following a redirect.
 *
 * @param loopback whether this machine may be sent to as well
 */
export function createSender(options: { clock: Clock; resolve: Resolve; loopback: boolean }): Sender {
  const { clock, loopback } = options
  const lookup = guardedLookup(options.resolve, loopback)
  // A receiver gets as many connections as deliveries under way to it, which the pump bounds.
  const agents = {
    'http:': new http.Agent({ keepAlive: true, timeout: 15_000 }),
    'https:': new https.Agent({ keepAlive: true, timeout: 15_000 }),
  }

  function post(
    url: URL,
    headers: http.OutgoingHttpHeaders,
    body: Buffer,
    deadline: number,
    signal: AbortSignal,
  ) {
    const done = Promise.withResolvers<Sent & { mayRepeat: boolean }>()
    const kept: Buffer[] = []
    let read = 0
    let status: number | null = null
    let retryAfter: string | undefined
    const end = (error: string | null, mayRepeat = false) => {
      cancelTimeout()
      signal.removeEventListener('abort', stop)
      const answer = status === null ? null : toText(Buffer.concat(kept).subarray(0, keptAnswerBytes))
      done.resolve({ status, answer, retryAfter, error, mayRepeat })
    }
    const giveUp = (error: string) => {
      end(error)
      request.destroy()
    }
    const stop = () => giveUp('The server was stopped.')
    const cancelTimeout = clock.after(deadline - clock.now(), () =>
      giveUp(`There was no whole answer within ${timeoutSeconds} seconds.`),
    )
    const secure = url.protocol === 'https:'
    const request = (secure ? https : http).request(url, {
      method: 'POST',
      headers,
      lookup,
      agent: agents[secure ? 'https:' : 'http:'],
    })
    request.on('response', response => {
      status = response.statusCode ?? null
      retryAfter = response.headers['retry-after']
      response.on('data', (chunk: Buffer) => {
        if (read < keptAnswerBytes) kept.push(chunk)
        read += chunk.length
        if (read <= MOST_READ) return
        end(judge(status))
        request.destroy()
      })
      response.on('end', () => end(judge(status)))
      response.on('error', error => end(explain(error)))
    })
    // A kept connection that the receiver closes at the moment it is used again: it has not read the request.
    request.on('error', error => end(explain(error), request.reusedSocket && status === null))
    request.on('close', () => end('The connection was closed before there was an answer.'))
    signal.addEventListener('abort', stop)
    if (signal.aborted) stop()
    else request.end(body)
    return done.promise
  }

  return {
    async send({ url: text, headers, body }, signal) {
      const checked = checkWebhookUrl(text)
      if (!checked.ok) return refused
      const host = hostOf(checked.url)
      // An address that the URL spells out is not looked up.
      if (isIP(host) !== 0 && !isAllowedAddress(host, loopback)) return refused
      const bytes = Buffer.from(body)
      const all = { ...headers, ...everyDelivery, 'Content-Length': bytes.length }
      const deadline = clock.now() + timeoutSeconds * 1000
      for (;;) {
        const { mayRepeat, ...sent } = await post(checked.url, all, bytes, deadline, signal)
        if (!mayRepeat || signal.aborted) return sent
      }
    },
    close() {
      for (const agent of Object.values(agents)) agent.destroy()
    },
  }
}

const everyDelivery = { 'Content-Type': 'application/json', 'User-Agent': 'conversation-contracts' }

const refused: Sent = {
  error: 'The host is not public.',
  status: null,
  answer: null,
  retryAfter: undefined,
}

/** Only 2xx is a success. */
function judge(status: number | null): string | null {
  if (status !== null && status >= 200 && status < 300) return null
  const redirect = status !== null && status >= 300 && status < 400 ? '; redirects are not followed' : ''
  return `The receiver answered ${status}${redirect}.`
}

/** UTF-8, with U+FFFD for what is none, without the start of a character that was cut in two, and without NUL. */
const toText = (bytes: Buffer): string =>
  new TextDecoder().decode(bytes, { stream: true }).replaceAll('\u0000', '\ufffd')

/** A sentence without addresses: who subscribed learns nothing about the network of this server. */
function explain(error: Error): string {
  if (error instanceof NotPublic) return refused.error ?? ''
  const { code = 'an error without a name', syscall } = error as NodeJS.ErrnoException
  if (code === 'ENOTFOUND' || code === 'ENODATA') return 'The host name has no address.'
  if (syscall?.startsWith('query')) return 'The host name could not be looked up.'
  switch (code) {
    case 'ECONNREFUSED':
      return 'The connection was refused.'
    case 'ECONNRESET':
    case 'EPIPE':
      return 'The connection was closed before there was an answer.'
  }
  if (code.startsWith('HPE_')) return 'The answer is no HTTP.'
  return `The connection failed: ${code}.`
}
