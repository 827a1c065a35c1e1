import controlDocument from '../../generated/control/openapi.json' with { type: 'json' }
import { operations } from '../../generated/control/operations.ts'
import type { Contract } from '../contracts.ts'
import type { Face, UntypedCall } from '../face/face.ts'
import { handlers } from './handlers.ts'
import type { World, Worlds } from './world.ts'

/** A handler whose types were checked where it is written; the validator vouches for what it is called with. */
type AnyHandler = (
  call: Pick<UntypedCall, 'body' | 'query' | 'path'> & { world: World; worlds: Worlds },
) => ReturnType<Face['answer']>

// JSON modules have literal types that no library's document type accepts; `npm run lint` checked the document.
const controlContract = controlDocument as unknown as Contract

/** The tenant that is meant when a request does not say. */
export const DEFAULT_TENANT = 'demo'

/** The control plane, as the HTTP layer sees it: who may call is decided in front of it. */
export function controlFace(worlds: Worlds): Face {
  const all = handlers as unknown as Record<string, AnyHandler>
  return {
    contract: controlContract,
    operations,
    principal: async () => undefined,
    customFields: async () => new Map(),
    async answer(operationId, { body, query, path, headers }) {
      const handler = all[operationId]
      if (!handler) throw new Error(`no handler for ${operationId}`)
      const world = await worlds.named(headers['control-tenant']?.toString() ?? DEFAULT_TENANT)
      await world.ready()
      return handler({ body, query, path, world, worlds })
    },
    rateLimit: {
      limitOf: () => undefined,
      headers: () => ({}),
      refusal: () => '',
    },
    takeOfDay: async () => true,
    errorBody: ({ code, status, message, violations }) => ({
      title: code,
      status,
      detail: message,
      ...(violations.length > 0 ? { errors: violations } : {}),
    }),
    errorType: 'application/problem+json',
  }
}
