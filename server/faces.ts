import { operations as atenderOperations } from '../generated/atender/operations.ts'
import { operations as fernandOperations } from '../generated/fernand/operations.ts'
import { errorBody as atenderErrorBody } from './atender/errors.ts'
import { handlers as atenderHandlers } from './atender/handlers.ts'
import type { Context } from './context.ts'
import { atenderContract, fernandContract } from './contracts.ts'
import type { Answer, Face, UntypedCall } from './face.ts'
import { errorBody as fernandErrorBody } from './fernand/errors.ts'
import { handlers as fernandHandlers } from './fernand/handlers.ts'
import { lookupPrincipal } from './tenants/keys.ts'

/** What both the server and the mock say of each API. */
export const apis = {
  atender: { contract: atenderContract, operations: atenderOperations, errorBody: atenderErrorBody },
  fernand: { contract: fernandContract, operations: fernandOperations, errorBody: fernandErrorBody },
} as const

export type Api = keyof typeof apis

/** A handler whose types were checked where it is written; the validator vouches for what it is called with. */
type AnyHandler = (call: UntypedCall, context: Context) => Promise<Answer>

/** The faces of the reference server. */
export function serverFaces(context: Context): Face[] {
  return [
    serverFace('atender', atenderHandlers as unknown as Record<string, AnyHandler>, context),
    serverFace('fernand', fernandHandlers as unknown as Record<string, AnyHandler>, context),
  ]
}

function serverFace(api: Api, handlers: Record<string, AnyHandler>, context: Context): Face {
  return {
    ...apis[api],
    principal: key => context.store.read(db => lookupPrincipal(db, api, key)),
    answer(operationId, call) {
      const handler = handlers[operationId]
      if (!handler) throw new Error(`no handler for ${operationId}`)
      return handler(call, context)
    },
  }
}
