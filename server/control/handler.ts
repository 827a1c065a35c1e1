import type { IncomingHttpHeaders } from 'node:http'
import type { OperationId } from '../../generated/control/operations.ts'
import type { operations } from '../../generated/control/types.ts'
import type { BodyOf, ParametersOf, Successes } from '../face/handler.ts'
import type { Sessions } from './session.ts'
import type { World, Worlds } from './world.ts'

/** A request that the contract allows. Defaults of the contract are filled in. */
interface Call<Operation, Meant> {
  body: BodyOf<Operation>
  query: ParametersOf<Operation, 'query'>
  path: ParametersOf<Operation, 'path'>
  /** The tenant that is meant. */
  world: Meant
  worlds: Worlds
  headers: IncomingHttpHeaders
  /** Where the caller is. */
  caller: () => string
  sessions: Sessions
}

/** Does one operation. It answers a success of the contract, or throws a `Refusal`. */
type ControlHandler<Operation, Meant> = (
  call: Call<Operation, Meant>,
) => Promise<Operation extends { responses: infer Responses } ? Successes<Responses> : never>

/** Those of some operations, with what of a tenant they need. */
export type ControlHandlers<Ids extends OperationId, Meant = World> = {
  [Id in Ids]: ControlHandler<operations[Id], Meant>
}
