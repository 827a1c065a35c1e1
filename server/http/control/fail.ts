import { Socket } from 'node:net'
import { setTimeout as sleep } from 'node:timers/promises'
import type { Request, Response } from 'express'
import parsePreferHeader from 'parse-prefer-header'
import type { OperationFacts } from '../../contracts.ts'
import type { FaultKind, FaultRule, Faults } from '../../control/faults.ts'
import { Refusal } from '../../errors/refusal.ts'
import type { Middleware } from '../middleware.ts'

/** An operation, and the requests that ask for it. */
interface Asked {
  id: string
  method: string
  pattern: RegExp
}

/** The operations of some APIs, for `failOnPurpose`. */
export const askedFor = (operations: Readonly<Record<string, OperationFacts>>[]): Asked[] =>
  operations.flatMap(some =>
    Object.entries(some)
      // Those without a placeholder first, as the router has them.
      .toSorted(([, a], [, b]) => Number(a.path.includes('{')) - Number(b.path.includes('{')))
      .map(([id, { method, path }]) => ({
        id,
        method: method.toUpperCase(),
        pattern: new RegExp(`^${path.replaceAll(/\{\w+\}/g, '[^/]+')}$`),
      })),
  )

/** Whether a request may fail on purpose: most have nothing to do with it. */
export const mayFail = ({ headers }: Request, faults: Faults): boolean =>
  faults.all.length > 0 || headers.prefer?.toString().includes('fault') === true

/**
 * Has a request fail as a rule says, or its own `Prefer: fault=…` (RFC 7240).
 *
 * @param operations those that can fail
 */
export const failOnPurpose =
  (faults: Faults, operations: readonly Asked[]): Middleware =>
  async (request, response, next) => {
    const { method, path } = request
    const operation = operations.find(one => one.method === method && one.pattern.test(path))?.id
    if (operation === undefined) return next()
    const fault = (await preferred(request)) ?? faults.take(operation)
    if (!fault) return next()
    switch (fault.what) {
      case '500-before-commit':
        throw new Refusal('internal_error', 'It failed on purpose, before anything was done.')
      case '503':
        throw new Refusal('unavailable', 'It is unavailable on purpose.', { headers: { 'Retry-After': '1' } })
      case '429':
        throw new Refusal('rate_limited', 'It is limited on purpose.', { headers: { 'Retry-After': '1' } })
      case 'slow':
        await sleep(fault.seconds * 1000)
        return next()
      case 'drop-after-commit':
        cutInstead(response, 0)
        return next()
      case 'cut-body':
        cutInstead(response, 0.5)
        return next()
    }
  }

async function preferred({ headers }: Request): Promise<Pick<FaultRule, 'what' | 'seconds'> | undefined> {
  const { fault } = parsePreferHeader(headers.prefer?.toString() ?? '') as { fault?: unknown }
  if (fault === undefined) return undefined
  // Few ask, so that the contract need not be there before somebody does.
  const { default: document } = await import('../../../generated/control/openapi.json', {
    with: { type: 'json' },
  })
  const kinds: readonly string[] = document.components.schemas.FaultKind.enum
  if (typeof fault === 'string' && kinds.includes(fault)) return { what: fault as FaultKind, seconds: 1 }
  throw Refusal.invalid([
    { in: 'header', path: '/Prefer', code: 'enum', message: `fault must be one of ${kinds.join(', ')}` },
  ])
}

/** Cuts the connection when so much of the answer has been written, which is whole by then. */
function cutInstead(response: Response, part: number): void {
  const { socket } = response
  const write = response.write.bind(response)
  const cut = (chunk: unknown) => {
    if (part > 0 && (typeof chunk === 'string' || chunk instanceof Uint8Array)) {
      const bytes = Buffer.from(chunk as Uint8Array)
      // What is sent has to leave before the connection goes.
      write(bytes.subarray(0, Math.floor(bytes.length * part)), () =>
        socket instanceof Socket ? socket.destroySoon() : response.destroy(),
      )
    } else response.destroy()
    return true
  }
  response.write = cut as Response['write']
  response.end = ((chunk?: unknown) => {
    cut(chunk)
    return response
  }) as Response['end']
}
