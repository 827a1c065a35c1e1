import type { Context } from '../context.ts'
import type { Answer, Face, UntypedCall } from '../face/face.ts'
import type { DayCounts } from '../rate-limits/day.ts'
import { readCatalogOf } from '../tenants/catalog.ts'
import { createKeyLookup } from '../tenants/keys.ts'
import { type Api, apis } from './apis.ts'

/** A handler whose types were checked where it is written; the validator vouches for what it is called with. */
type AnyHandler = (call: UntypedCall, context: Context) => Promise<Answer>

type Handlers = Record<string, AnyHandler>

/**
 * The faces of the reference server. Who answers is loaded meanwhile, so that the server is up before that.
 *
 * @param localKeys the keys that everybody knows: they open nothing to callers from elsewhere
 */
export function serverFaces(context: Context, { take }: DayCounts, localKeys: ReadonlySet<string>): Face[] {
  const atender = () =>
    import('../atender/handlers.ts').then(({ handlers }) => handlers as unknown as Handlers)
  const fernand = () =>
    import('../fernand/handlers.ts').then(({ handlers }) => handlers as unknown as Handlers)
  const common = { context, localKeys, takeOfDay: take }
  return [serverFace('atender', atender, common), serverFace('fernand', fernand, common)]
}

interface Common {
  context: Context
  localKeys: ReadonlySet<string>
  takeOfDay: DayCounts['take']
}

function serverFace(
  api: Api,
  load: () => Promise<Handlers>,
  { context, localKeys, takeOfDay }: Common,
): Face {
  const lookUp = createKeyLookup(context, api)
  let handlers: Handlers | undefined
  return {
    ...apis[api],
    principal: async (key, isLocal) => (localKeys.has(key) && !isLocal() ? undefined : lookUp(key)),
    takeOfDay,
    customFields: async ({ tenantId }) => (await readCatalogOf(context, tenantId)).customFields,
    async answer(operationId, call) {
      handlers ??= await load()
      const handler = handlers[operationId]
      if (!handler) throw new Error(`no handler for ${operationId}`)
      return handler(call, { ...context, links: context.links.at(call.address) })
    },
  }
}
