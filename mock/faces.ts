import { type Api, apis } from '../server/apis/apis.ts'
import type { Clock } from '../server/clock.ts'
import type { Face } from '../server/face/face.ts'
import { createAnswerer } from './answer.ts'
import { demoFields, principalOf } from './keys.ts'

/** What answers on behalf of an API, and how it is loaded before somebody asks. */
export interface MockFace extends Face {
  load(): Promise<void>
}

/**
 * The APIs of the mock: the server's own way in, and Prism behind it in place of handlers.
 *
 * @param seed decides, with each request, the ids and what is made up
 */
export function mockFaces(names: readonly Api[], clock: Clock, seed: string): MockFace[] {
  return names.map(api => {
    const { contract } = apis[api]
    let loaded: Promise<ReturnType<typeof createAnswerer>> | undefined
    const load = () => {
      loaded ??= loadAnswerer(contract, clock, seed)
      return loaded
    }
    return {
      ...apis[api],
      principal: async key => principalOf(api, key),
      customFields: async () => demoFields,
      // Its keys have no limit that anybody reaches.
      takeOfDay: async () => true,
      answer: async (operationId, call) => (await load())(operationId, call),
      load: async () => void (await load()),
    }
  })
}

/** Prism takes longer to load than all the rest, so the port is open before. */
async function loadAnswerer(contract: Face['contract'], clock: Clock, seed: string) {
  const [{ createPrism }, { createFits }] = await Promise.all([import('./prism.ts'), import('./fits.ts')])
  const fits = createFits(contract)
  return createAnswerer(contract, { clock, seed, fits, source: await createPrism(contract, fits) })
}
