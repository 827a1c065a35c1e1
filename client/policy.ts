/**
 * When a call is given up, and when it is made again. A loop of our own: the small libraries for it (p-retry) know
 * neither full jitter nor `Retry-After`, and take an HTTP answer for a success.
 */
import type { NoAnswer } from './result.ts'

/** Times are in milliseconds. */
export interface Policy {
  /** For one attempt, its answer's body included. */
  attemptTimeoutMs: number
  /** For all attempts and the waits between them. */
  deadlineMs: number
  /** 1 never repeats. */
  maxAttempts: number
  /** The wait before the n-th repetition is random between 0 and `backoffMs` · 2ⁿ⁻¹, at most `maxBackoffMs`. */
  backoffMs: number
  maxBackoffMs: number
}

export const defaultPolicy: Policy = {
  attemptTimeoutMs: 20_000,
  deadlineMs: 60_000,
  maxAttempts: 4,
  backoffMs: 300,
  maxBackoffMs: 8_000,
}

/** What is asked of the platform; replace parts of it in tests. */
export interface Platform {
  fetch(request: Request): Promise<Response>
  /** Milliseconds since 1970. */
  now(): number
  /** Resolves after so many milliseconds, or at once when the signal is aborted; never rejects. */
  sleep(ms: number, signal?: AbortSignal): Promise<void>
  /** From 0 up to 1. */
  random(): number
}

export const webPlatform: Platform = {
  fetch: request => globalThis.fetch(request), // browsers refuse to have it called as a method of something else
  now: () => Date.now(),
  sleep: (ms, signal) =>
    new Promise(resolve => {
      const done = () => {
        clearTimeout(timer)
        signal?.removeEventListener('abort', done)
        resolve()
      }
      const timer = setTimeout(done, ms)
      if (signal?.aborted) done()
      else signal?.addEventListener('abort', done)
    }),
  random: () => Math.random(),
}

/** An attempt that got some answer, whatever it said. */
export interface Answered {
  kind: 'answer'
  response: Response
}

type Unanswered = Pick<NoAnswer, 'kind' | 'error'>

export interface Ended<A extends Answered> {
  outcome: A | Unanswered
  attempts: number
  unanswered: number
}

/**
 * Makes a call under a policy.
 *
 * @param send one attempt; must end when its signal does. What it rejects with is taken for a broken connection.
 * @param repeatable whether it may be made again: after no answer, 408, 429 and 5xx but 501
 * @returns the last attempt
 */
export async function underPolicy<A extends Answered>(
  send: (signal: AbortSignal) => Promise<A>,
  {
    policy,
    platform,
    repeatable,
    signal,
  }: { policy: Policy; platform: Platform; repeatable: boolean; signal: AbortSignal | null | undefined },
): Promise<Ended<A>> {
  const deadline = platform.now() + policy.deadlineMs
  let unanswered = 0
  for (let attempts = 1; ; attempts++) {
    const left = Math.max(0, deadline - platform.now())
    const outcome = await attempt(send, Math.min(policy.attemptTimeoutMs, left), signal)
    if (outcome.kind !== 'answer' || outcome.response.status >= 500) unanswered++
    const ended = { outcome, attempts, unanswered }
    if (!repeatable || attempts >= policy.maxAttempts || !isPassing(outcome)) return ended
    const backoff = Math.min(policy.maxBackoffMs, policy.backoffMs * 2 ** (attempts - 1))
    const wish = outcome.kind === 'answer' ? retryAfter(outcome.response.headers, platform.now()) : 0
    const wait = wish + platform.random() * backoff
    if (platform.now() + wait >= deadline) return ended
    await platform.sleep(wait, signal ?? undefined)
    if (signal?.aborted) return { ...ended, outcome: aborted(signal) }
  }
}

/** Whether another attempt may fare better. */
const isPassing = (outcome: Answered | Unanswered): boolean => {
  if (outcome.kind !== 'answer') return outcome.kind !== 'aborted'
  const { status } = outcome.response
  return status === 408 || status === 429 || (status >= 500 && status !== 501)
}

/** Ends with its time limit or the caller's signal even when `send` does not. */
async function attempt<A extends Answered>(
  send: (signal: AbortSignal) => Promise<A>,
  milliseconds: number,
  signal: AbortSignal | null | undefined,
): Promise<A | Unanswered> {
  if (signal?.aborted) return aborted(signal)
  const limit = new AbortController()
  const either = signal ? AbortSignal.any([signal, limit.signal]) : limit.signal
  const timer = setTimeout(
    () => limit.abort(new Error(`no answer within ${Math.round(milliseconds)} ms`)),
    milliseconds,
  )
  const ended = new Promise<never>((_, reject) => {
    either.addEventListener('abort', () => reject(either.reason), { once: true })
  })
  try {
    return await Promise.race([send(either), ended])
  } catch (error) {
    if (error instanceof NotSent) throw error.cause
    if (signal?.aborted) return aborted(signal)
    return { kind: limit.signal.aborted ? 'timeout' : 'network', error: asError(error) }
  } finally {
    clearTimeout(timer)
  }
}

/** Thrown by an attempt that could not even be sent: the caller's mistake, which no repetition mends. */
export class NotSent extends Error {}

const aborted = (signal: AbortSignal): Unanswered => ({ kind: 'aborted', error: asError(signal.reason) })

const asError = (reason: unknown): Error => (reason instanceof Error ? reason : new Error(String(reason)))

/**
 * How long the server wants to be left alone, in milliseconds: `Retry-After` (RFC 9110 section 10.2.3, seconds or a
 * date), else, where nothing is left of the limit, `X-RateLimit-Reset` (Fernand: seconds since 1970).
 */
function retryAfter(headers: Headers, now: number): number {
  const wish = headers.get('Retry-After')
  if (wish !== null) {
    const moment = /^\d+$/.test(wish) ? now + Number(wish) * 1000 : Date.parse(wish)
    return Math.max(0, moment - now) || 0 // what is no date counts for nothing
  }
  if (headers.get('X-RateLimit-Remaining') !== '0') return 0
  return Math.max(0, Number(headers.get('X-RateLimit-Reset')) * 1000 - now) || 0
}
