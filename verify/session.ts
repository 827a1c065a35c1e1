import { randomBytes, randomInt } from 'node:crypto'
import { setTimeout as sleep } from 'node:timers/promises'
import type { Api } from './contract.ts'

import type { Ears } from './ears/ears.ts'
import type { Seen } from './judge.ts'

/** What is to be held against the contract. */
export interface Target {
  api: Api
  /** What the paths of the contract follow: `http://127.0.0.1:3000`. */
  baseUrl: string
  key: string
  /** Without it nothing but reading requests is sent. */
  allowWrites: boolean
  /** How many requests may be sent. */
  budget: number
  /** What random requests are made from: the same seed makes the same. */
  seed: number
  /** A key of the same tenant that may only read. */
  readKey?: string | undefined
  /** A key of another tenant that may do the same. */
  otherKey?: string | undefined
}

export interface Request {
  method: string
  /** With its query. */
  path: string
  headers?: Record<string, string>
  /** As JSON, unless it is a text. */
  body?: unknown
  /** Sent in place of the target's key; null for none. */
  key?: string | null
  /** Whether it is not sent again when it came too soon. */
  isHasty?: boolean
}

export interface Answer extends Seen {
  request: Request
}

export interface Session {
  readonly target: Target
  /** Marks what this run creates. */
  readonly run: string
  /** How many requests were sent. */
  readonly sent: number
  /** Sends a request, as often as the server asks to wait. @throws NoAnswer, BudgetSpent */
  ask(request: Request): Promise<Answer>
  /**
   * Sends a request and cuts the connection so many milliseconds later; without them, when its answer begins.
   *
   * @returns the status, if the answer began
   * @throws BudgetSpent
   */
  lose(request: Request, after?: number): Promise<number | undefined>
  /** What the server sends by itself. */
  readonly ears: Ears
  /** How long that may take, in milliseconds. */
  readonly patience: number
  /** Answers that asked to wait, the first ones. */
  readonly limited: Answer[]
  /** What was created: what a person would look for. */
  readonly created: string[]
  /** One line to paste, with the key as `$KEY`. */
  curlOf(request: Request): string
}

/** Requests to a host that is not this machine, unless told otherwise. */
export const FOREIGN_BUDGET = 500

/** Whether the address is this machine's own. */
export function isLocal(url: string): boolean {
  const { hostname } = new URL(url)
  return ['localhost', '[::1]'].includes(hostname) || hostname.startsWith('127.')
}

/** The target with what is safe for its host where nothing was said: another machine is only read, and little. */
export function targetOf(given: GivenTarget): Target {
  const { api, baseUrl, key, readKey, otherKey, allowWrites, budget, seed } = given
  const local = isLocal(baseUrl)
  return {
    ...{ api, baseUrl, key, readKey, otherKey },
    allowWrites: allowWrites ?? local,
    budget: budget ?? (local ? Number.MAX_SAFE_INTEGER : FOREIGN_BUDGET),
    seed: seed ?? randomInt(1_000_000),
  }
}

export type GivenTarget = Pick<Target, 'api' | 'baseUrl' | 'key' | 'readKey' | 'otherKey'> & {
  allowWrites?: boolean | undefined
  budget?: number | undefined
  seed?: number | undefined
}

/** Nothing came, or nothing of HTTP. */
export class NoAnswer extends Error {
  readonly request: Request
  constructor(message: string, request: Request) {
    super(message)
    this.request = request
  }
}
export class BudgetSpent extends Error {}

/** How long what the server sends by itself may take, unless told otherwise, in milliseconds. */
export const HEARING = 30_000

/** How long an answer may take, and how long the server may ask to wait, in milliseconds. */
const PATIENCE = 30_000
const LONGEST_WAIT = 60_000
/** How often a request is sent again that came too soon. */
const MOST_TRIES = 5

const keyHeaders: Record<Api, (key: string) => Record<string, string>> = {
  atender: key => ({ Authorization: `Bearer ${key}` }),
  fernand: key => ({ 'X-API-Key': key }),
}

/** @param note is told of every answer */
export function createSession(
  target: Target,
  ears: Ears = {},
  patience = HEARING,
  note: (answer: Answer) => void = () => {},
): Session {
  const run = randomBytes(4).toString('hex')
  const base = target.baseUrl.replace(/(?<!\/)\/+$/, '')
  const created: string[] = []
  const limited: Answer[] = []
  let sent = 0

  const send = (request: Request, signal: AbortSignal): Promise<Response> => {
    if (sent >= target.budget) throw new BudgetSpent(`the budget of ${target.budget} requests is spent`)
    sent++
    const { method, path, body } = request
    return fetch(base + path, {
      method,
      headers: headersOf(request),
      redirect: 'manual',
      signal,
      ...(body === undefined ? {} : { body: typeof body === 'string' ? body : JSON.stringify(body) }),
    })
  }

  async function once(request: Request): Promise<Answer> {
    const { method } = request
    try {
      const response = await send(request, AbortSignal.timeout(PATIENCE))
      return { request, status: response.status, headers: response.headers, text: await response.text() }
    } catch (error) {
      if (error instanceof BudgetSpent) throw error
      throw new NoAnswer(`${method} ${base}${request.path}: ${reasonOf(error)}`, request)
    }
  }

  const headersOf = ({ key = target.key, headers, body }: Request): Record<string, string> => ({
    ...(key === null ? {} : keyHeaders[target.api](key)),
    ...(body === undefined ? {} : { 'Content-Type': 'application/json' }),
    ...headers,
  })

  return {
    target,
    ears,
    patience,
    run,
    limited,
    created,
    get sent() {
      return sent
    },
    async ask(request) {
      for (let tries = 1; ; tries++) {
        const answer = await once(request)
        note(answer)
        if (answer.status === 429 && limited.length < MOST_TRIES) limited.push(answer)
        if (answer.status !== 429 || tries === MOST_TRIES || request.isHasty) return answer
        await sleep(Math.min(LONGEST_WAIT, waitOf(answer.headers)))
      }
    },
    async lose(request, after = PATIENCE) {
      const cut = new AbortController()
      const limit = AbortSignal.any([cut.signal, AbortSignal.timeout(after)])
      const begun = await send(request, limit).catch(() => undefined)
      cut.abort()
      return begun?.status
    },
    curlOf(request) {
      const shown = { ...request, key: request.key === undefined ? '$KEY' : request.key }
      const headers = Object.entries(headersOf(shown)).map(([name, value]) => ` -H "${name}: ${value}"`)
      const { body } = request
      const data = body === undefined ? '' : typeof body === 'string' ? body : JSON.stringify(body)
      const short = data.length > 2_000 ? `${data.slice(0, 2_000)}…` : data
      return (
        `curl -i -X ${request.method}${headers.join('')}` +
        `${short === '' ? '' : ` -d '${short.replaceAll("'", "'\\''")}'`} '${base}${request.path}'`
      )
    },
  }
}

/** What `Retry-After` (RFC 9110 section 10.2.3) or the vendors' own headers ask for, in milliseconds. */
function waitOf(headers: Headers): number {
  const after = headers.get('retry-after')
  if (after !== null && /^\d+$/.test(after)) return Number(after) * 1000
  const moment = Date.parse(after ?? '')
  if (!Number.isNaN(moment)) return Math.max(0, moment - Date.now())
  const reset = Number(headers.get('x-ratelimit-reset') ?? Number.NaN)
  if (!Number.isNaN(reset)) return Math.max(0, reset * 1000 - Date.now())
  return 1_000
}

function reasonOf(error: unknown): string {
  if (error instanceof DOMException && error.name === 'TimeoutError')
    return `no answer within ${PATIENCE / 1000} s`
  const cause = error instanceof Error ? error.cause : undefined
  const code = typeof cause === 'object' && cause !== null && 'code' in cause ? ` (${cause.code})` : ''
  return `no answer${code}`
}
