import controlDocument from '../../generated/control/openapi.json' with { type: 'json' }
import { type OperationId, operations } from '../../generated/control/operations.ts'
import type { Contract } from '../contracts.ts'
import type { Face, UntypedCall } from '../face/face.ts'
import { handlers } from './handlers.ts'
import type { Sessions } from './session.ts'
import { DEFAULT_TENANT, type World, type Worlds } from './world.ts'

/** A handler whose types were checked where it is written; the validator vouches for what it is called with. */
type AnyHandler = (
  call: Pick<UntypedCall, 'body' | 'query' | 'path' | 'headers'> & {
    world: World | undefined
    worlds: Worlds
    sessions: Sessions
  },
) => ReturnType<Face['answer']>

// JSON modules have literal types that no library's document type accepts; `npm run lint` checked the document.
const controlContract = controlDocument as unknown as Contract

/** What is about no tenant. */
const FOR_ALL: ReadonlySet<string> = new Set<OperationId>(['listTenants', 'createSession', 'deleteSession'])

/** The control plane, as the HTTP layer sees it: who may call is decided in front of it. */
export function controlFace(worlds: Worlds, sessions: Sessions): Face & { operations: typeof operations } {
  const all = handlers as unknown as Record<string, AnyHandler>
  return {
    contract: controlContract,
    operations,
    principal: async () => undefined,
    customFields: async () => new Map(),
    async answer(operationId, { body, query, path, headers }) {
      const handler = all[operationId]
      if (!handler) throw new Error(`no handler for ${operationId}`)
      const name = headers['control-tenant']?.toString() ?? DEFAULT_TENANT
      const world = FOR_ALL.has(operationId) ? undefined : await worlds.named(name)
      const answer = await handler({ body, query, path, headers, world, worlds, sessions })
      if (operations[operationId as OperationId].method !== 'get') world?.changes.tell()
      return answer
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
