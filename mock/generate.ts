import { createInstance, getHttpOperationsFromSpec } from '@stoplight/prism-http'
import type { Contract } from '../server/contracts.ts'
import type { Fits } from './fits.ts'
import { repaired } from './repair.ts'
import type { Documented, MockOperation } from './table.ts'

type PrismLogger = Parameters<typeof createInstance>[1]['logger']
type Method = Parameters<ReturnType<typeof createInstance>['request']>[0]['method']

/** Prism tells what it does in a log of its own form; the mock's log has a line for each request already. */
const silent = (() => {
  const ignore = () => {}
  const logger = {
    fatal: ignore,
    error: ignore,
    warn: ignore,
    info: ignore,
    debug: ignore,
    trace: ignore,
    silent: ignore,
    success: ignore,
    child: () => logger,
  }
  return logger as unknown as PrismLogger // pino 6, of which Prism calls no more than this
})()

/** How often another seed is tried before a request fails; one in hundreds needs a second one. */
const TRIES = 50

/**
 * Makes up answers with Prism's generator, which does not hold to every keyword of JSON Schema: what it makes is
 * repaired, and made anew with a seed derived from the first until it has the documented schema.
 *
 * @returns for the same seed the same body
 */
export async function createGenerator(contract: Contract, fits: Fits) {
  const resources = new Map(
    (await getHttpOperationsFromSpec(structuredClone(contract))).map(one => [one.iid, one]),
  )
  // The front has checked key and request against the same contract.
  const config = {
    isProxy: false,
    checkSecurity: false,
    validateRequest: false,
    validateResponse: false,
  } as const
  const rest = { errors: false, upstreamProxy: undefined }
  const prism = createInstance({ ...config, ...rest, mock: { dynamic: true } }, { logger: silent })

  return async ({ id, method, path }: MockOperation, answer: Documented, status: number, seed: string) => {
    const resource = resources.get(id)
    const { schema } = answer
    if (!resource || !schema) throw new Error(`there is nothing to make up for ${id} ${status}`)
    for (let i = 0; i < TRIES; i++) {
      const mock = { dynamic: true, ignoreExamples: true, code: status, seed: `${seed} ${i}` }
      const result = await prism.request({ method: method as Method, url: { path } }, [resource], {
        ...config,
        ...rest,
        mock,
      })()
      if (result._tag === 'Left') throw result.left
      const body = repaired(result.right.output.body, schema)
      if (fits(schema, body)) return body
    }
    throw new Error(`nothing that was made up for ${id} ${status} has its schema`)
  }
}
