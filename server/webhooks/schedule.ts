import { webhookRules } from '../contracts.ts'

const { attemptAfterSeconds, maxRetryAfterSeconds } = webhookRules

/**
 * When to try again after so many attempts, the last of which ended at `now`; undefined when none is left.
 *
 * @param made 1 after the first attempt
 */
export function nextAttemptAt(made: number, now: number): number | undefined {
  const seconds = attemptAfterSeconds[made]
  return seconds === undefined ? undefined : now + seconds * 1000
}

/**
 * Until when a receiver asks for quiet (RFC 9110 section 10.2.3): seconds, or a date. What is beyond the contract's
 * bound counts as the bound.
 */
export function quietUntil(retryAfter: string | undefined, now: number): number | undefined {
  if (retryAfter === undefined) return undefined
  const wanted = /^\d{1,10}$/.test(retryAfter) ? now + Number(retryAfter) * 1000 : Date.parse(retryAfter)
  if (Number.isNaN(wanted) || wanted <= now) return undefined
  return Math.min(wanted, now + maxRetryAfterSeconds * 1000)
}
