import type { Links } from '../messages/links.ts'
import type { Principal } from '../tenants/principal.ts'
import type { Cursors } from './cursors.ts'
import type { Domain } from './domain.ts'

type Json<T> = T extends { content: { 'application/json': infer Body } } ? Body : never
export type BodyOf<Operation> = Operation extends { requestBody: infer Body } ? Json<Body> : undefined
export type ParametersOf<Operation, Place extends string> = Operation extends { parameters: infer All }
  ? Place extends keyof All
    ? NonNullable<All[Place]>
    : never
  : never
type Success = 200 | 201 | 202 | 204
/** JSON, a file's bytes with their headers, or nothing. */
type Content<Response> = Response extends { content: infer Content }
  ? Content extends { 'application/json': infer Body }
    ? { body: Body; headers?: Record<string, string> }
    : { body: Uint8Array; headers: Record<string, string> }
  : { body?: undefined; headers?: Record<string, string> }
export type Successes<Responses> = {
  [Status in keyof Responses & Success]: { status: Status } & Content<Responses[Status]>
}[keyof Responses & Success]

/** A request that the contract allows, from a caller who may send it. Defaults of the contract are filled in. */
interface Call<Operation> {
  principal: Principal
  body: BodyOf<Operation>
  query: ParametersOf<Operation, 'query'>
  path: ParametersOf<Operation, 'path'>
  /** The addresses of downloads, as this caller reaches them. */
  links: Links
  /** The cursors of lists. */
  cursors: Cursors
}

/** Does one operation. It answers a success of the contract, or throws a `Refusal`. */
export type Handler<Operation> = (
  call: Call<Operation>,
  domain: Domain,
) => Promise<Operation extends { responses: infer Responses } ? Successes<Responses> : never>

/** A handler for every operation of an API: a missing one does not compile. */
export type HandlerMap<Operations> = { [Id in keyof Operations]: Handler<Operations[Id]> }

/** A value that the validator has filled in from the contract's `default`, which the types cannot tell. */
export function filled<T>(value: T | undefined): T {
  if (value === undefined)
    throw new Error('the contract has no default here, or the validator did not fill it in')
  return value
}
