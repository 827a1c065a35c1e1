import { type Api, apis } from '../../server/apis/apis.ts'
import type { OperationFacts } from '../../server/contracts.ts'
import { type BadRequest, badRequests } from '../../verify/bad-requests.ts'
import { exampleBody } from './contract.ts'
import { demoKey } from './server.ts'

/** A request that is refused whatever is stored, and with which status. */
export interface RefusedRequest {
  name: string
  status: number
  method: string
  path: string
  headers: Record<string, string>
  body?: string
  /** The operation, and the violation that its answer must name, of what breaks a keyword of the contract. */
  broken?: Pick<BadRequest, 'operationId' | 'expected'>
}

const keyHeaders: Record<Api, Record<string, string>> = {
  atender: { Authorization: `Bearer ${demoKey.atender}` },
  fernand: { 'X-API-Key': demoKey.fernand },
}
const json = { 'Content-Type': 'application/json' }

/** No operation of these contracts has one of them; `TRACE` and `CONNECT` cannot be sent by fetch. */
const methods = ['GET', 'POST', 'PUT', 'PATCH', 'DELETE']

/** Every refusal of an API that does not depend on what is stored. */
export function refusedRequests(api: Api): RefusedRequest[] {
  const operations: Readonly<Record<string, OperationFacts>> = apis[api].operations
  const withKey = { ...keyHeaders[api], ...json }
  const broken = badRequests(api).map(({ name, method, path, body, operationId, expected }) => ({
    name,
    status: 400,
    broken: { operationId, expected },
    method,
    path,
    headers: withKey,
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  }))
  const ofOperations = Object.entries(operations).flatMap(([id, operation]) =>
    ofOperation(api, id, operation),
  )
  const ofFields = api === 'atender' ? wrongFields() : []
  return [...broken, ...ofFields, ...ofOperations, ...unknownPaths(api), ...unknownMethods(api)]
}

/** Values that no custom field of the demo workspace allows, alone and beside what breaks the contract. */
function wrongFields(): RefusedRequest[] {
  const values: [string, unknown][] = [
    ['order_id', 7],
    ['order_id', 'two\nlines'],
    ['order_id', 'half \ud800'],
    ['order_total', '12.50'],
    ['priority', 'urgent'],
    ['gift', 'yes'],
    ['due', '2026-02-30'],
    ['due', { nested: true }],
    ['unknown', null],
  ]
  const others: [string, object][] = [
    ['nothing else', {}],
    ['a subject that is empty', { subject: '' }],
    ['a member that is missing', { contact: undefined }],
    ['a member too many', { colour: 'red' }],
    ['metadata that is too deep', { outboundContext: { metadata: nested(30) } }],
    ['a NUL', { tags: ['a\u0000'] }],
    ['all of them', { subject: '', contact: { email: 'x' }, colour: 'red', tags: ['a\u0000'], channel: 7 }],
  ]
  const { customFields: _, ...right } = exampleBody('atender', 'createOutboundConversation') as {
    customFields?: object
  }
  const { method, path } = apis.atender.operations.createOutboundConversation
  return values.flatMap(([field, value]) =>
    others.flatMap(([what, members]) =>
      // In front of the other members and behind them: violations are told in the order of the body.
      [
        { customFields: { [field]: value }, ...right, ...members },
        { ...right, ...members, customFields: { gift: true, [field]: value, order_total: 'x' } },
      ].map((body, index) => ({
        name: `the custom field ${field} as ${JSON.stringify(value)}, and ${what} (${index})`,
        status: 400,
        method: method.toUpperCase(),
        path,
        headers: { ...keyHeaders.atender, ...json },
        body: JSON.stringify(body),
      })),
    ),
  )
}

const nested = (levels: number): object => (levels === 0 ? {} : { a: nested(levels - 1) })

function ofOperation(api: Api, id: string, operation: OperationFacts): RefusedRequest[] {
  const method = operation.method.toUpperCase()
  const common = { method, path: filled(operation.path) }
  const key = keyHeaders[api]
  const body = operation.maxBodyBytes === null ? {} : { body: JSON.stringify(exampleBody(api, id)) }
  const wrongKeys: [string, Record<string, string>][] = [
    ['no key', {}],
    ['an empty key', { Authorization: 'Bearer ', 'X-API-Key': '' }],
    ['a key of another form', { Authorization: 'Bearer hello', 'X-API-Key': 'hello' }],
    ['another scheme', { Authorization: 'Basic c2FfdGVzdDp4' }],
  ]
  const unauthorized =
    operation.security.length === 0
      ? []
      : wrongKeys.map(([what, headers]) => ({
          ...common,
          ...body,
          name: `${id}: ${what}`,
          status: 401,
          headers: { ...json, ...headers },
        }))
  if (operation.maxBodyBytes === null) return unauthorized
  const malformed = ['{"a":', 'hello', '{"a":1,}', '{"a":1}}', "{'a':1}", '\u0000', 'NaN', '[1,2']
  const types = ['text/plain', 'application/x-www-form-urlencoded', 'application/merge-patch+json', 'json']
  return [
    ...unauthorized,
    ...malformed.map(text => ({
      ...common,
      name: `${id}: ${JSON.stringify(text)} as JSON`,
      status: 400,
      headers: { ...key, ...json },
      body: text,
    })),
    ...types.map(type => ({
      ...common,
      ...body,
      name: `${id}: as ${type}`,
      status: 415,
      headers: { ...key, 'Content-Type': type },
    })),
    {
      ...common,
      ...body,
      name: `${id}: an unknown encoding`,
      status: 415,
      headers: { ...key, ...json, 'Content-Encoding': 'klingon' },
    },
    { ...common, name: `${id}: no body`, status: 400, headers: { ...key, ...json } },
    // Tens of megabytes: once for each size.
    ...(isFirstOfSize(api, id)
      ? [
          {
            ...common,
            name: `${id}: too large`,
            status: 413,
            headers: { ...key, ...json },
            body: JSON.stringify('x'.repeat(operation.maxBodyBytes)),
          },
        ]
      : []),
  ]
}

/** Whether no operation before this one takes bodies of the same size. */
function isFirstOfSize(api: Api, id: string): boolean {
  const all: Readonly<Record<string, OperationFacts>> = apis[api].operations
  const [first] = Object.entries(all).find(([, one]) => one.maxBodyBytes === all[id]?.maxBodyBytes) ?? []
  return first === id
}

/** The path with something in each placeholder. */
const filled = (path: string) =>
  path.replaceAll(/\{(\w+)\}/g, (_, name) => (name === 'uuid' ? '3c90c3cc-0d44-4b50-8888-8dd25736052a' : '7'))

function unknownPaths(api: Api): RefusedRequest[] {
  const paths = new Set(Object.values(apis[api].operations).map(({ path }) => filled(path)))
  return [...paths].flatMap(path =>
    [`${path}/`, `${path}/nothing/at/all`, path.toUpperCase()].map(wrong => ({
      name: `GET ${wrong}`,
      status: 404,
      method: 'GET',
      path: wrong,
      headers: keyHeaders[api],
    })),
  )
}

function unknownMethods(api: Api): RefusedRequest[] {
  const known = new Map<string, string[]>()
  for (const { path, method } of Object.values(apis[api].operations)) {
    known.set(path, [...(known.get(path) ?? []), method.toUpperCase()])
  }
  return [...known].flatMap(([path, has]) =>
    methods
      .filter(method => !has.includes(method))
      .map(method => ({
        name: `${method} ${path}`,
        status: 405,
        method,
        path: filled(path),
        headers: keyHeaders[api],
      })),
  )
}
