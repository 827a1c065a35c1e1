import { Ajv2020 } from 'ajv/dist/2020.js'
import addFormats from 'ajv-formats'
import { expect } from 'vitest'
import { type Api, apis } from '../../server/apis/apis.ts'
import { exampleBody as firstExample, operationsOf } from '../../verify/contract.ts'

type Schema = Record<string, unknown>
interface Responses {
  [status: string]: { $ref?: string; content?: { 'application/json'?: { schema: Schema } } }
}

/** A plain JSON Schema validator over the bundle, so that the server's own validator does not judge itself. */
const ajv = new Ajv2020({
  strict: false,
  allErrors: true,
  formats: { 'address-list': true, byte: true, 'webhook-url': true, 'snooze-time': true },
})
addFormats.default(ajv)
for (const [api, { contract }] of Object.entries(apis)) ajv.addSchema({ ...contract }, api)

/** What is wrong with a body by the schema at that place, which is compiled once. */
function errorsAt(place: string, body: unknown) {
  const validate = ajv.getSchema(place)
  if (!validate) throw new Error(`there is no schema at ${place}`)
  return validate(body) ? [] : validate.errors
}

/** Fails unless the contract lists the status for the operation and the body has the documented schema. */
export function expectDocumented(api: Api, operationId: string, status: number, body: unknown): void {
  const { path, method, statuses } =
    (apis[api].operations as Record<string, { path: string; method: string; statuses: readonly number[] }>)[
      operationId
    ] ?? {}
  if (path === undefined || method === undefined) throw new Error(`${api} has no operation ${operationId}`)
  const documented = statuses?.includes(status) ? String(status) : 'default'
  const pointer = [
    api,
    '#/paths/',
    path.replaceAll('~', '~0').replaceAll('/', '~1').replaceAll('{', '%7B').replaceAll('}', '%7D'),
    `/${method}/responses/${documented}`,
  ].join('')
  const responses = (apis[api].contract.paths as Record<string, Record<string, { responses: Responses }>>)[
    path
  ]?.[method]?.responses
  const ref = responses?.[documented]?.$ref
  // Nothing, or a file.
  if (!ref && responses?.[documented]?.content?.['application/json'] === undefined) {
    expect([responses?.[documented] !== undefined, body], `${operationId} ${status} has no JSON`).toEqual([
      true,
      undefined,
    ])
    return
  }
  const base = ref ? `${api}${ref}` : pointer
  const errors = errorsAt(`${base}/content/application~1json/schema`, body)
  expect(errors, `${operationId} ${status} has its documented body`).toEqual([])
}

/** The first example of an operation's request body. */
export function exampleBody(api: Api, operationId: string): unknown {
  const operation = operationsOf(api).find(({ id }) => id === operationId)
  return operation && firstExample(operation)
}

/** Fails unless the contract describes the event and the body has its schema. */
export function expectEvent(event: string, body: unknown): void {
  const at = `atender#/webhooks/${event}/post/requestBody/content/application~1json/schema`
  expect(errorsAt(at, body), `${event} has its documented body`).toEqual([])
}

/** What a 429 tells besides its body. */
export function expectLimitHeaders(api: Api, headers: Headers): void {
  const names = api === 'atender' ? ['limit'] : ['limit', 'remaining', 'reset']
  for (const name of names) expect(headers.get(`x-ratelimit-${name}`)).toMatch(/^\d+$/)
  if (api === 'atender') expect(headers.get('retry-after')).toMatch(/^\d+$/)
}
