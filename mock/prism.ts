import { createInstance, getHttpOperationsFromSpec } from '@stoplight/prism-http'
import type { Contract } from '../server/contracts.ts'
import type { Given, Source } from './answer.ts'
import type { Fits } from './fits.ts'
import { repaired } from './repair.ts'
import type { MockOperation } from './table.ts'

type Prism = ReturnType<typeof createInstance>
type PrismConfig = Parameters<typeof createInstance>[0]
type PrismLogger = Parameters<typeof createInstance>[1]['logger']
type Method = Parameters<Prism['request']>[0]['method']

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

const config = {
  isProxy: false,
  // The router in front has checked key and request against the same contract.
  checkSecurity: false,
  validateRequest: false,
  validateResponse: false,
  errors: false,
  upstreamProxy: undefined,
  mock: { dynamic: false },
} as const satisfies PrismConfig

/** How often another seed is tried before a request fails; one in hundreds needs a second one. */
const TRIES = 50

/**
 * Answers with Prism, which chooses among what the contract documents, or makes a body up.
 *
 * Its generator does not hold to every keyword of JSON Schema: what it makes is repaired, and made anew with a seed
 * derived from the first until it has the documented schema.
 */
export async function createPrism(contract: Contract, fits: Fits): Promise<Source> {
  const operations = await getHttpOperationsFromSpec(structuredClone(contract))
  const byId = new Map(operations.map(one => [one.iid, one]))
  const prism = createInstance(config, { logger: silent })

  async function ask({ id, method, path }: MockOperation, mock: PrismConfig['mock']): Promise<Given> {
    const operation = byId.get(id)
    if (!operation) throw new Error(`Prism does not know ${id}`)
    const request = { method: method as Method, url: { path } }
    const result = await prism.request(request, [operation], { ...config, mock })()
    if (result._tag === 'Left') throw result.left
    const { statusCode, headers = {}, body } = result.right.output
    return { status: statusCode, headers: textual(headers), body }
  }

  return async (operation, { status, example, seed }) => {
    const { schema, mediaType } =
      operation.answers.get(String(status)) ?? operation.answers.get('default') ?? {}
    if (seed === undefined || !schema) {
      return ask(operation, {
        dynamic: false,
        code: status,
        // The first one that is documented, where a file may be of any type.
        ...(mediaType === undefined ? {} : { mediaTypes: [mediaType] }),
        ...(example === undefined ? {} : { exampleKey: example }),
      })
    }
    for (let i = 0; i < TRIES; i++) {
      const mock = { dynamic: true, ignoreExamples: true, code: status, seed: `${seed} ${i}` }
      const given = await ask(operation, mock)
      const body = repaired(given.body, schema)
      if (fits(schema, body)) return { ...given, body }
    }
    throw new Error(`nothing that was made up for ${operation.id} ${status} has its schema`)
  }
}

/** A header has a text, or several; Prism gives numbers too, and null for what it cannot make up. */
const textual = (headers: Record<string, unknown>): Record<string, string> =>
  Object.fromEntries(
    Object.entries(headers).flatMap(([name, value]) => (value === null ? [] : [[name, String(value)]])),
  )
