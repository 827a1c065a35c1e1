import type { Context } from '../context.ts'
import type { Cursors } from '../face/cursors.ts'
import type { Domain } from '../face/domain.ts'
import type { Answer, Face, UntypedCall } from '../face/face.ts'
import type { Links } from '../messages/links.ts'
import type { DayCounts } from '../rate-limits/day.ts'
import { createSharedWindow } from '../rate-limits/shared-window.ts'
import { loadCatalog } from '../tenants/catalog.ts'
import { createKeyLookup } from '../tenants/keys.ts'
import { type Api, apis } from './apis.ts'

/** A handler whose types were checked where it is written; the validator vouches for what it is called with. */
type AnyHandler = (call: UntypedCall & { links: Links; cursors: Cursors }, domain: Domain) => Promise<Answer>

type Handlers = Record<string, AnyHandler>

interface FacesOptions {
  dayCounts: DayCounts
  links: Links
  cursors: Cursors
  /** The keys that everybody knows: they open nothing to callers from elsewhere. */
  localKeys: ReadonlySet<string>
}

/** The faces of the reference server. Who answers is loaded meanwhile, so that the server is up before that. */
export const serverFaces = (context: Context, options: FacesOptions): Face[] =>
  (['atender', 'fernand'] as const).map(api => serverFace(api, context, options))

/** Loads what answers the requests of an API. */
export async function loadHandlers(api: Api): Promise<Handlers> {
  const { handlers } = await (api === 'atender'
    ? import('../atender/handlers.ts')
    : import('../fernand/handlers.ts'))
  return handlers as unknown as Handlers
}

/** Loads what the handlers call. */
export const loadDomain = () => import('../face/domain.ts')

function serverFace(
  api: Api,
  context: Context,
  { dayCounts, links, cursors, localKeys }: FacesOptions,
): Face {
  // However a tenant's time passes, a revoked key is refused a moment later.
  const lookUp = createKeyLookup({ store: context.store, clock: context.realClock }, api)
  const load = async () => {
    const { createDomain } = await loadDomain()
    return { domain: createDomain(context), handlers: await loadHandlers(api) }
  }
  const { places } = context.store
  let loaded: Awaited<ReturnType<typeof load>> | undefined
  return {
    ...apis[api],
    principal: async (key, isLocal) => (localKeys.has(key) && !isLocal() ? undefined : lookUp(key)),
    takeOfDay: dayCounts.take,
    ...(places ? { window: createSharedWindow(places, context.clock) } : {}),
    customFields: async ({ tenantId }) => (await loadCatalog(context, tenantId)).customFields,
    async answer(operationId, call) {
      loaded ??= await load()
      const handler = loaded.handlers[operationId]
      if (!handler) throw new Error(`no handler for ${operationId}`)
      return handler({ ...call, links: links.at(call.address), cursors }, loaded.domain)
    },
  }
}
