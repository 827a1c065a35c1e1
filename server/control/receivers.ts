import type { IncomingMessage, ServerResponse } from 'node:http'
import { buffer } from 'node:stream/consumers'
import { setTimeout as sleep } from 'node:timers/promises'
import { isSigned } from '../webhooks/sign.ts'
import { Log } from './log.ts'

/** What a receiver answers: a status, a status later, or nothing. */
export type ReceiverAnswer = number | { status: number; afterSeconds?: number } | 'none'

/** A request that came to a receiver. */
interface ReceivedRequest {
  id: string
  /** Milliseconds since 1970, by the clock of the tenant. */
  at: number
  method: string
  headers: Record<string, string>
  body: string
  verified: boolean
  answered: number | null
}

export interface Receiver {
  answers: ReceiverAnswer[]
  /** How many of them were given. */
  given: number
  requests: Log<ReceivedRequest>
}

const MOST_REQUESTS = 1_000
const MOST_BYTES = 1024 * 1024

/** The receivers of a tenant, by name. */
export class Receivers {
  readonly all = new Map<string, Receiver>()
  readonly #now: () => number
  readonly #secretsOf: (path: string) => Promise<string[]>
  readonly #heard: () => void

  /**
   * @param now the clock of the tenant
   * @param secretsOf the secrets of the webhooks whose URL has this path
   * @param heard is told of each request
   */
  constructor(
    now: () => number,
    secretsOf: (path: string) => Promise<string[]>,
    heard: () => void = () => {},
  ) {
    this.#now = now
    this.#secretsOf = secretsOf
    this.#heard = heard
  }

  /** Makes it, or tells it how to answer from now on. */
  put(name: string, answers: ReceiverAnswer[]): Receiver {
    const known = this.all.get(name)
    const receiver = {
      requests: known?.requests ?? new Log<ReceivedRequest>('r', MOST_REQUESTS),
      answers,
      given: 0,
    }
    this.all.set(name, receiver)
    return receiver
  }

  /** Takes a request in, and answers it as was said. */
  async receive(
    name: string,
    request: IncomingMessage,
    response: ServerResponse,
    path: string,
  ): Promise<void> {
    const receiver = this.all.get(name)
    if (!receiver) {
      response.writeHead(404).end()
      return
    }
    const bytes = await buffer(request).catch(() => undefined)
    if (bytes === undefined) return
    if (bytes.length > MOST_BYTES) {
      response.writeHead(413).end()
      return
    }
    const body = bytes.toString()
    const headers = Object.fromEntries(
      Object.entries(request.headers).map(([key, value]) => [key, [value].flat().join(', ')]),
    )
    const secrets = await this.#secretsOf(path)
    const answer = receiver.answers[Math.min(receiver.given++, receiver.answers.length - 1)] ?? 204
    const status = answer === 'none' ? null : typeof answer === 'number' ? answer : answer.status
    receiver.requests.add({
      at: this.#now(),
      method: request.method ?? '',
      headers,
      body,
      verified: secrets.some(secret => isSigned(headers, body, secret)),
      answered: status,
    })
    this.#heard()
    if (typeof answer === 'object') await sleep((answer.afterSeconds ?? 0) * 1000)
    if (status !== null) response.writeHead(status).end()
  }
}
