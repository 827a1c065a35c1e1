import type { Clock } from '../server/clock.ts'
import type { Contract } from '../server/contracts.ts'
import type { Answer, UntypedCall } from '../server/face/face.ts'
import { createEcho, nearest } from './echo.ts'
import type { Fits } from './fits.ts'
import { readWish } from './prefer.ts'
import { samplesOf } from './samples.ts'
import { type Documented, type MockOperation, tableOf } from './table.ts'
import { momentOf, moved } from './times.ts'

const utf8 = new TextEncoder()

/** Makes up the body of an answer; the same one for the same seed. */
export type Generator = (
  operation: MockOperation,
  answer: Documented,
  status: number,
  seed: string,
) => Promise<unknown>

/**
 * Answers requests that the front has let through: with what the contract documents, into which goes what was sent.
 * Nothing is kept.
 */
export function createAnswerer(
  contract: Contract,
  options: { clock: Clock; seed: string; fits: Fits; generator: (fits: Fits) => Promise<Generator> },
): (operationId: string, call: Omit<UntypedCall, 'principal'>) => Promise<Answer> {
  const { clock, seed, fits, generator } = options
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
    const {
      status = Number(operation.success.key),
      answer,
      example,
      dynamic,
      wait,
    } = readWish(call.headers.prefer, operation)
    if (wait > 0) await new Promise<void>(resolve => clock.after(wait, resolve))
    const { headers, mediaType } = answer
    if (mediaType === undefined) return { status, headers }
    const [first] = answer.examples.values()
    const chosen = example === undefined ? first : answer.examples.get(example)
    if (mediaType !== 'application/json') {
      return { status, body: utf8.encode(String(chosen)), headers: { ...headers, 'Content-Type': mediaType } }
    }
    if (dynamic) {
      const of = JSON.stringify([seed, operationId, status, call.path, call.query, call.body])
      return { status, body: await (await generator(fits))(operation, answer, status, of), headers }
    }
    // What is asked for by its name is answered as the docs show it.
    if (answer !== operation.success || example !== undefined) return { status, body: chosen, headers }
    return { status, body: echo(operation, nowIn(nearest(operation, call.body)), call), headers }
  }
}
