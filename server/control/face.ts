import controlDocument from '../../generated/control/openapi.json' with { type: 'json' }
import { type OperationId, operations } from '../../generated/control/operations.ts'
import type { Contract, OperationFacts } from '../contracts.ts'
import type { Face, UntypedCall } from '../face/face.ts'
import type { Changes } from './changes.ts'
import type { Sessions } from './session.ts'
import { DEFAULT_TENANT } from './world.ts'

type Given = Pick<UntypedCall, 'body' | 'query' | 'path' | 'headers' | 'caller'>

/** A handler whose types were checked where it is written; the validator vouches for what it is called with. */
type AnyHandler<Worlds> = (
  call: Given & { world: unknown; worlds: Worlds; sessions: Sessions | undefined },
) => ReturnType<Face['answer']>

// JSON modules have literal types that no library's document type accepts; `npm run lint` checked the document.
const controlContract = controlDocument as unknown as Contract

/** What is about no tenant. */
const FOR_ALL: ReadonlySet<string> = new Set<OperationId>(['listTenants', 'createSession', 'deleteSession'])

/**
 * The control plane, as the HTTP layer sees it: who may call is decided in front of it. Of the contract there is what
 * has a handler.
 *
 * @param sessions of browsers, for the handlers that open and close them
 */
export function controlFace<
  Worlds extends { named(name: string): Promise<{ name: string; changes?: Changes }> },
>(handlers: object, worlds: Worlds, sessions?: Sessions): Face {
  const all = handlers as Record<string, AnyHandler<Worlds>>
  const served = Object.fromEntries(
    Object.entries(operations as Record<string, OperationFacts>).filter(([id]) => all[id]),
  )
  const paths = new Set(Object.values(served).map(({ path }) => path))
  return {
    name: 'control',
    contract: {
      ...controlContract,
      paths: Object.fromEntries(Object.entries(controlContract.paths).filter(([path]) => paths.has(path))),
    },
    operations: served,
    principal: async () => undefined,
    customFields: async () => new Map(),
    async answer(operationId, { body, query, path, headers, caller }) {
      const handler = all[operationId]
      if (!handler) throw new Error(`no handler for ${operationId}`)
      const name = headers['control-tenant']?.toString() ?? DEFAULT_TENANT
      const world = FOR_ALL.has(operationId) ? undefined : await worlds.named(name)
      const answer = await handler({ body, query, path, headers, caller, world, worlds, sessions })
      if (served[operationId]?.method !== 'get') world?.changes?.tell()
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
