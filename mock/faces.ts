import type { Clock } from '../server/clock.ts'
import { type Api, apis } from '../server/face/apis.ts'
import type { Answer, Face, UntypedCall } from '../server/face/face.ts'
import { createAnswerer } from './answer.ts'
import { keyForms } from './keys.ts'

/** Every scope that an operation asks for. */
const allScopes = Object.values(apis).flatMap(({ operations }) =>
  Object.values(operations).flatMap(({ scopes }) => scopes),
)

/**
 * The faces of the mock: the server's front, with the contract's answers behind it instead of handlers.
 *
 * @param seed decides, with each request, the ids and what is made up
 */
export function mockFaces(names: readonly Api[], clock: Clock, seed: string): Face[] {
  return names.map(api => {
    const { contract } = apis[api]
    const load = once(async () =>
      createAnswerer(contract, {
        clock,
        seed,
        fits: (await import('./fits.ts')).createFits(contract),
        // Prism takes as long to load as all the rest; most callers never ask for what it makes up.
        generator: once(async fits => (await import('./generate.ts')).createGenerator(contract, fits)),
      }),
    )
    return {
      ...apis[api],
      principal: async key =>
        keyForms[api].test(key)
          ? { tenantId: 'mock', keyId: 'mock', tier: null, scopes: allScopes, hasWebhooks: true }
          : undefined,
      // Its keys have no limit.
      takeOfDay: async () => true,
      answer: async (operationId: string, call: UntypedCall): Promise<Answer> =>
        (await load())(operationId, call),
    }
  })
}

/** Does it at the first call, and remembers what came of it. */
function once<Arguments extends unknown[], Made>(
  make: (...given: Arguments) => Promise<Made>,
): (...given: Arguments) => Promise<Made> {
  let made: Promise<Made> | undefined
  return (...given) => {
    made ??= make(...given)
    return made
  }
}
