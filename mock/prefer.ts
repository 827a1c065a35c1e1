import parsePreferHeader from 'parse-prefer-header'
import { Refusal } from '../server/errors/refusal.ts'
import type { Documented, MockOperation } from './table.ts'

/** What the caller wishes to be answered, and when. */
export interface Wish {
  /** Undefined for the documented success. */
  status: number | undefined
  answer: Documented
  /** The name of an example; undefined when any will do. */
  example: string | undefined
  /** Whether the answer is made up instead of an example. */
  dynamic: boolean
  /** Milliseconds to let pass before the answer. */
  wait: number
}

/** The longest that an answer may be delayed, in seconds. */
const LONGEST_WAIT = 30

/**
 * Reads `Prefer: code=409`, `example=minimal`, `dynamic=true`, `wait=2` (RFC 7240); preferences with other names are
 * ignored, as section 2 asks.
 *
 * @throws Refusal `validation_failed` for a wish that cannot be granted, naming what can be had
 */
export function readWish(header: string | string[] | undefined, operation: MockOperation): Wish {
  if (header === undefined) {
    return { status: undefined, answer: operation.success, example: undefined, dynamic: false, wait: 0 }
  }
  const { code, example, dynamic, wait } = parsePreferHeader(header)
  const status = code === undefined ? undefined : readCode(code, operation)
  const answer =
    status === undefined
      ? operation.success
      : // Only 500 to 599 are in no list.
        (operation.answers.get(String(status)) ?? operation.answers.get('default') ?? operation.success)
  const isDynamic = readDynamic(dynamic)
  if (isDynamic && example !== undefined) {
    throw impossible('dynamic', 'what is made up is no example; wish for dynamic or for example')
  }
  const named = readExample(example, answer)
  return {
    status,
    answer,
    example: named ?? (isDynamic ? undefined : answer.byStatus.get(status ?? 0)),
    dynamic: isDynamic,
    wait: readWait(wait),
  }
}

type Value = string | true | undefined

function readCode(code: string | true, { answers }: MockOperation): number {
  const status = Number(code)
  const isFailure = answers.has('default') && Number.isInteger(status) && status >= 500 && status <= 599
  if (isFailure || (Number.isInteger(status) && answers.has(String(code)))) return status
  const listed = [...answers.keys()].filter(key => key !== 'default').join(', ')
  throw impossible('code', `${code} is no status of this operation; it has ${listed} and 500 to 599`)
}

function readExample(example: Value, { examples }: Documented): string | undefined {
  if (example === undefined || (example !== true && examples.has(example)))
    return example as undefined | string
  const listed = [...examples.keys()].join(', ')
  throw impossible('example', `${example} is no example of this answer; it has ${listed || 'none'}`)
}

function readDynamic(dynamic: Value): boolean {
  if (dynamic === undefined || dynamic === 'false') return false
  if (dynamic === true || dynamic === 'true') return true
  throw impossible('dynamic', `${dynamic} is neither true nor false`)
}

function readWait(wait: Value): number {
  if (wait === undefined) return 0
  const seconds = wait === true ? Number.NaN : Number(wait)
  if (seconds >= 0 && seconds <= LONGEST_WAIT) return seconds * 1000
  throw impossible('wait', `${wait} is no number of seconds from 0 to ${LONGEST_WAIT}`)
}

/** A 400 for a wish that cannot be granted. */
const impossible = (preference: string, reason: string): Refusal =>
  Refusal.invalid([
    { in: 'header', path: '/Prefer', code: preference, message: `Prefer: ${preference}: ${reason}` },
  ])
