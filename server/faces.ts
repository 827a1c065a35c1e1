import { type Api, apis } from './apis.ts'
import { handlers as atenderHandlers } from './atender/handlers.ts'
import type { Context } from './context.ts'
import type { Answer, Face, UntypedCall } from './face.ts'
import { handlers as fernandHandlers } from './fernand/handlers.ts'
import type { DayCounts } from './rate-limits/day.ts'
import { createKeyLookup } from './tenants/keys.ts'

/** A handler whose types were checked where it is written; the validator vouches for what it is called with. */
type AnyHandler = (call: UntypedCall, context: Context) => Promise<Answer>

/** The faces of the reference server. */
export function serverFaces(context: Context, { take }: DayCounts): Face[] {
  return [
    serverFace('atender', atenderHandlers as unknown as Record<string, AnyHandler>, context, take),
    serverFace('fernand', fernandHandlers as unknown as Record<string, AnyHandler>, context, take),
  ]
}

function serverFace(
  api: Api,
  handlers: Record<string, AnyHandler>,
  context: Context,
  takeOfDay: DayCounts['take'],
): Face {
  return {
    ...apis[api],
    principal: createKeyLookup(context, api),
    takeOfDay,
    answer(operationId, call) {
      const handler = handlers[operationId]
      if (!handler) throw new Error(`no handler for ${operationId}`)
      return handler(call, context)
    },
  }
}
