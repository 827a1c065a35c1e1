import type { Clock } from '../server/clock.ts'
import type { Contract } from '../server/contracts.ts'
import type { Answer, UntypedCall } from '../server/face/face.ts'
import { createEcho, nearest } from './echo.ts'
import type { Fits } from './fits.ts'
import { readWish } from './prefer.ts'
import { samplesOf } from './samples.ts'
import { type MockOperation, tableOf } from './table.ts'
import { momentOf, moved } from './times.ts'

const utf8 = new TextEncoder()

/** An answer as the contract documents it. */
export interface Given {
  status: number
  headers: Record<string, string>
  body: unknown
}

/** Which of the documented answers it shall be. */
interface Wanted {
  status: number
  /** The name of an example; undefined for the first one. */
  example: string | undefined
  /** Makes the body up, the same one for the same seed; undefined for an example. */
  seed: string | undefined
}

/** Where answers come from: Prism, or in a browser the examples of the contract. */
export type Source = (operation: MockOperation, wanted: Wanted) => Promise<Given>

/**
 * Answers requests that the router has let through: what the source gives, into which goes what was sent. Nothing is
 * kept.
 */
export function createAnswerer(
  contract: Contract,
  { clock, seed, fits, source }: { clock: Clock; seed: string; fits: Fits; source: Source },
): (operationId: string, call: Pick<UntypedCall, 'body' | 'query' | 'path' | 'headers'>) => Promise<Answer> {
  const table = tableOf(contract)
  const echo = createEcho({ fits, seed, samples: samplesOf(contract) })
  const moments = new Map<unknown, number | undefined>()
  const nowIn = (example: unknown): unknown => {
    if (!moments.has(example)) moments.set(example, momentOf(example))
    return moved(example, moments.get(example), clock.now())
  }

  return async (operationId, call) => {
    const operation = table.get(operationId)
    if (!operation) throw new Error(`the contract has no operation ${operationId}`)
    const wish = readWish(call.headers.prefer, operation)
    const { status = Number(operation.success.key), answer, dynamic } = wish
    if (wish.wait > 0) await new Promise<void>(resolve => clock.after(wish.wait, resolve))
    // What is asked for by its name is answered as the docs show it.
    const echoes = answer === operation.success && wish.example === undefined && !dynamic
    const given = await source(operation, {
      status,
      example: echoes ? nearest(operation, call.body) : wish.example,
      seed: dynamic
        ? JSON.stringify([seed, operationId, status, call.path, call.query, call.body])
        : undefined,
    })
    const headers = status === 429 ? given.headers : withoutCounts(given.headers)
    if (answer.mediaType === undefined) return { status, headers: withoutType(headers) }
    if (answer.mediaType !== 'application/json') {
      return { status, headers, body: utf8.encode(String(given.body)) }
    }
    const body = echoes ? echo(operation, nowIn(given.body), call) : given.body
    return { status, headers: withoutType(headers), body }
  }
}

const without =
  (names: RegExp) =>
  (headers: Record<string, string>): Record<string, string> =>
    Object.fromEntries(Object.entries(headers).filter(([name]) => !names.test(name)))

/** The type of JSON is told by what sends it; an answer without content has none. */
const withoutType = without(/^content-type$/i)

/** The requests are counted in front of this; the example of a refusal alone shows a limit that is reached. */
const withoutCounts = without(/^x-ratelimit-/i)
