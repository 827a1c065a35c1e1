/** A request of an operation, as the examples of its contract have it. */
import { follow, type OpenApiDocument, type Place } from '../../openapi-document.ts'

/** The keys of the demo workspace, by API, so that what is pasted runs. */
const DEMO_KEYS: Record<string, string> = { atender: 'sa_test_demo_full', fernand: 'sk_demo' }

export interface SampleRequest {
  api: string
  baseUrl: string
  /** In capital letters. */
  method: string
  /** As the contract writes it, with names in braces. */
  path: string
  /** Values of those names. */
  pathValues: Record<string, unknown>
  query: Record<string, unknown>
  /** What opens the API; undefined for one that needs none. */
  key: string | undefined
  /** The header that carries the key; undefined where the operation needs none. */
  authorization: readonly [name: string, value: string] | undefined
  /** A JSON value; undefined for none. */
  body: unknown
  /** What is answered: nothing, JSON, a file, or lines without end. */
  answer: 'nothing' | 'json' | 'file' | 'stream'
}

/** What stands in a request instead of the contract's own values. */
export interface Given {
  baseUrl?: string
  /** Of the path and the query, by name. */
  values?: Record<string, unknown>
  body?: unknown
}

/**
 * The request that an operation's samples make: its first example, with the parameters that it needs.
 *
 * @throws Error naming the parameter that has no example
 */
export function requestOf(
  api: string,
  document: OpenApiDocument,
  place: Place,
  given: Given = {},
): SampleRequest {
  const { at, method, pathItem, operation } = place
  const parameters = [...(pathItem.parameters ?? []), ...(operation.parameters ?? [])]
    .map(written => follow(document, written))
    .filter(({ required }) => required)
  const valuesIn = (where: string): Record<string, unknown> =>
    Object.fromEntries(
      parameters.flatMap(({ name = '', in: own, example }) => {
        if (own !== where) return []
        const value = given.values?.[name] ?? example
        if (value === undefined) throw new Error(`${method} ${at}: the parameter ${name} has no example.`)
        return [[name, value]]
      }),
    )
  const key = DEMO_KEYS[api]
  return {
    api,
    baseUrl: given.baseUrl ?? referenceServerOf(document),
    method: method.toUpperCase(),
    path: at,
    pathValues: valuesIn('path'),
    query: valuesIn('query'),
    key,
    authorization: key === undefined ? undefined : headerFor(document, place, key),
    body: given.body ?? bodyOf(document, place),
    answer: answerOf(document, place),
  }
}

/** The address of a request, with its values in it. */
export function urlOf({ baseUrl, path, pathValues, query }: SampleRequest): string {
  const filled = path.replaceAll(/\{(\w+)\}/g, (_, name: string) =>
    encodeURIComponent(String(pathValues[name])),
  )
  const search = new URLSearchParams(Object.entries(query).map(([name, value]) => [name, String(value)]))
  return `${baseUrl}${filled}${search.size > 0 ? `?${search}` : ''}`
}

/** The headers of a request, in the order in which they are shown. */
export const headersOf = ({ authorization, body }: SampleRequest): [name: string, value: string][] => [
  ...(authorization ? [[...authorization] as [string, string]] : []),
  ...(body === undefined ? [] : [['Content-Type', 'application/json'] as [string, string]]),
]

/** @throws Error when the contract names none */
export function referenceServerOf({ servers = [] }: OpenApiDocument): string {
  const ours = servers.find(({ url }) => url.startsWith('http://127.0.0.1:'))
  if (!ours) throw new Error('The contract names no reference server.')
  return ours.url
}

interface SecurityScheme {
  type: string
  name?: string
}

function headerFor(
  document: OpenApiDocument,
  { operation }: Place,
  key: string,
): readonly [string, string] | undefined {
  const [name] = Object.keys((operation.security ?? document.security ?? [])[0] ?? {})
  if (name === undefined) return undefined
  const scheme = document.components?.securitySchemes?.[name] as SecurityScheme // what is named is there: it is linted
  return scheme.type === 'http' ? ['Authorization', `Bearer ${key}`] : [scheme.name ?? '', key]
}

function bodyOf(document: OpenApiDocument, { operation }: Place): unknown {
  const { content = {} } = operation.requestBody ? follow(document, operation.requestBody) : {}
  const { example, examples = {} } = content['application/json'] ?? {}
  const [first] = Object.values(examples)
  return first ? follow(document, first).value : example
}

function answerOf(document: OpenApiDocument, { operation }: Place): SampleRequest['answer'] {
  const [success] = Object.entries(operation.responses ?? {}).filter(([status]) => status.startsWith('2'))
  const [type] = Object.keys(success ? (follow(document, success[1]).content ?? {}) : {})
  if (type === undefined) return 'nothing'
  if (type === 'application/json') return 'json'
  return type === 'text/event-stream' ? 'stream' : 'file'
}
